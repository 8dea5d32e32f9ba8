package io.grantkeeper.simulator.company;

import java.util.List;

/**
 * The secrets that the workflows of a repository can use, and the rules that decide who can change the workflows.
 *
 * @param secrets the names of the repository's own secrets
 * @param organizationSecrets the names of the organization's secrets that the repository receives
 * @param claimKeys the claims of a customized OIDC subject; empty for GitHub's default
 */
public record GitHubRepositoryWorkflowAccess(
        long repositoryId,
        List<String> secrets,
        List<String> organizationSecrets,
        List<String> claimKeys,
        List<BranchRule> branchRules,
        List<Ruleset> rulesets) {

    /** A classic branch protection rule. */
    public record BranchRule(
            String pattern,
            boolean reviews,
            boolean pushes,
            boolean creations,
            boolean lock,
            boolean admins,
            int pushAllowances,
            int reviewBypasses) {}

    /**
     * A ruleset for branches.
     *
     * @param enforcement {@code ACTIVE}, {@code EVALUATE} or {@code DISABLED}
     * @param include patterns of refs; {@code ~ALL} for every branch
     * @param rules the types of its rules, such as {@code CREATION}
     */
    public record Ruleset(String enforcement, List<String> include, List<String> rules, int bypassActors) {
        public Ruleset {
            include = List.copyOf(include);
            rules = List.copyOf(rules);
        }
    }

    /** The claim keys of a repository that uses the organization's template. */
    public static final List<String> TEMPLATE_OF_ORGANIZATION = List.of("template of the organization");

    public GitHubRepositoryWorkflowAccess {
        secrets = List.copyOf(secrets);
        organizationSecrets = List.copyOf(organizationSecrets);
        claimKeys = List.copyOf(claimKeys);
        branchRules = List.copyOf(branchRules);
        rulesets = List.copyOf(rulesets);
    }

    static GitHubRepositoryWorkflowAccess none(long repositoryId) {
        return new GitHubRepositoryWorkflowAccess(repositoryId, List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
