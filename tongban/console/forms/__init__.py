"""表单设计: the fields of a draft's form, their properties and the form as the applicant will see it."""
