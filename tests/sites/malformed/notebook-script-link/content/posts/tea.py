# ---
# title: Green tea
# date: 2024-05-01
# ---

# %% [markdown]
# Then [leaves](leafs.md).
