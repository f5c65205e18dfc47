export default { title: "Funds", root: "src", search: false, globalStylesheets: [] };
