/** Makes text literal in Terraform: `${` and `%{` would be read as templates. The replacers are functions because `$$` in a replacement string means `$`. */
export const escapeTerraform = (text: string): string => text.replace(/\$\{/g, () => "$${").replace(/%\{/g, () => "%%{");

/** The inverse of `escapeTerraform` for text without live templates. */
export const unescapeTerraform = (text: string): string => text.replace(/\$\$\{/g, () => "${").replace(/%%\{/g, () => "%{");

/** True when the text holds a template that Terraform would evaluate. */
export const hasTemplate = (text: string): boolean => /(?<!\$)\$\{|(?<!%)%\{/.test(text);
