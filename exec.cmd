@rem npm scripts begin with "exec", so that signals reach Node and no shell in between. Windows has no such command: there it is this file.
@%*
