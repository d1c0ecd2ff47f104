"""事项质量检查: what is wrong with a guide, by rules with a number, a severity and a sentence for the editor.

B blocks publication, W warns, M is watched. Rules are pure: a definition in, the places and sentences out.
"""
