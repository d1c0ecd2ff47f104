"""管理台: where items are drafted, compared, reviewed and published, each step by the post that may."""
