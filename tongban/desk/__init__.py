"""审批工作台: what waits for this post by its limit, the case beside its papers, opinion and decision."""
