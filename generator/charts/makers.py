"""The steps that this room offers."""

from generator.blocks.exhibit import Imports
from generator.charts.figure import AnyFigure
from generator.charts.python.execute import Executed
from generator.charts.shared import Uses
from generator.engine import Blob, Maker

EXECUTE = Maker("generator.charts.python.process:execute", Executed)
RUN_BLOCK = Maker("generator.charts.python.own_process:run_block", Blob)
FIND_IMPORTS = Maker("generator.charts.bundle.imports:find_imports", Imports)
NAME_COLUMNS = Maker("generator.charts.chart:name_columns", Uses)
DRAW = Maker("generator.charts.draw:draw", AnyFigure)
LOAD_DRAWING = Maker("generator.charts.chart:load", bool)
BUNDLE_RUNTIME = Maker("generator.charts.bundle.runtime:runtime", Blob)
CHECK_FONT = Maker("generator.charts.pictures.fonts:check_font", bool)
DRAW_CARD = Maker("generator.charts.pictures.card:draw_card", Blob)
DRAW_PICTURE_CARD = Maker("generator.charts.pictures.picture_card:draw_picture_card", Blob)
DRAW_TITLE_CARD = Maker("generator.charts.pictures.title_card:draw_title_card", Blob)
