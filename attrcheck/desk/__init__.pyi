from .assistants import serve_assistants
from .server import DeskOptions, default_folder, serve
from .starter import default_place, write_starter

__all__ = ["DeskOptions", "default_folder", "default_place", "serve", "serve_assistants", "write_starter"]
