package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stream of what a repository's workflows can use: the names of their secrets, the subject of their OIDC tokens,
 * and the branch protection rules and rulesets that decide who can change the workflows. The workflows of a repository
 * are one identity. A repository is omitted if its workflows have neither secrets nor a customized subject. The values
 * of secrets can never be read. Sources: https://docs.github.com/en/rest/actions/secrets (repository and organization
 * secrets, "Secrets: read"), https://docs.github.com/en/rest/actions/oidc ("Actions: read"; for the organization's
 * template, "Administration: read"), https://docs.github.com/en/graphql/reference/objects#branchprotectionrule and
 * #repositoryruleset ("Administration: read")
 */
final class GitHubWorkflowsStream {
    static final StreamId ID = new StreamId("workflows");
    static final String FORM = "actions-workflows";

    /** The maximum number of secret names that are stored. A repository has at most 100 secrets of its own. */
    private static final int MOST_NAMES = 100;

    private static final String QUERY = """
        query($owner: String!, $name: String!) {
          repository(owner: $owner, name: $name) {
            branchProtectionRules(first: 100) {
              nodes {
                pattern requiresApprovingReviews restrictsPushes blocksCreations lockBranch isAdminEnforced
                pushAllowances(first: 1) { totalCount }
                bypassPullRequestAllowances(first: 1) { totalCount }
              }
            }
            rulesets(first: 100, includeParents: true) {
              nodes {
                target enforcement
                conditions { refName { include exclude } }
                rules(first: 100) { nodes { type } }
                bypassActors(first: 1) { totalCount }
              }
            }
          }
        }
        """;

    private GitHubWorkflowsStream() {}

    static List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return GitHubRepositoryPartitions.plan(new GitHubClient(session), ID, known);
    }

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        SortedMap<Long, String> repositories = GitHubRepositoryPartitions.of(request.partition());
        SortedMap<Long, String> rest = repositories.tailMap(position(request.token()));
        if (rest.isEmpty()) {
            return StreamPage.last(List.of());
        }
        long repository = rest.firstKey();
        GitHubClient api = new GitHubClient(request.session());
        SecretCounts counts = new SecretCounts();
        List<AccessObservation> items = observe(
                api, new GitHubIds(request.connection()), repository, rest.getOrDefault(repository, ""), counts);
        SortedMap<Long, String> later = repositories.tailMap(repository + 1);
        StreamPage page = later.isEmpty()
                ? StreamPage.last(items)
                : StreamPage.more(items, PartitionCursor.at(Long.toString(later.firstKey())));
        return page.withCount(
                counts.agree()
                        ? ListingCount.NONE.asStart().withWholeSegments(Set.of(Long.toString(repository)))
                        : ListingCount.NONE.asStart().withTotal(List.of(), Optional.of(1L)));
    }

    /** Compares GitHub's own counts of secrets with the secrets that it listed. */
    private static final class SecretCounts {
        private boolean agree = true;

        void add(int listed, Optional<Long> counted) {
            agree &= counted.filter(count -> count != listed).isEmpty();
        }

        boolean agree() {
            return agree;
        }
    }

    private static long position(Optional<String> token) throws ConnectorException {
        try {
            return token.map(Long::parseLong).orElse(Long.MIN_VALUE);
        } catch (NumberFormatException _) {
            throw ConnectorException.unexpected("a stored cursor of workflows must be a repository's id");
        }
    }

    static String segmentOf(AccessObservation observation) {
        return observation instanceof IdentityObserved(NonHumanIdentity identity)
                ? identity.attributes().getOrDefault(GitHubDeployKeyMapper.REPOSITORY_ID, "")
                : "";
    }

    private static List<AccessObservation> observe(
            GitHubClient api, GitHubIds ids, long repository, String name, SecretCounts counts)
            throws ConnectorException {
        String owner = api.settings().organization();
        String path = "/repos/%s/%s".formatted(owner, GitHubClient.encodeSegment(name));
        SortedSet<String> secrets = secrets(api, path + "/actions/secrets", counts);
        SortedSet<String> shared = secrets(api, path + "/actions/organization-secrets", counts);
        String subject = subject(api, path);
        String protections = protections(api, owner, name);
        if (secrets.isEmpty() && shared.isEmpty() && subject.isEmpty()) {
            return List.of();
        }
        Map<String, String> attributes = new TreeMap<>();
        attributes.put(GitHubDeployKeyMapper.REPOSITORY, owner + "/" + name);
        attributes.put(GitHubDeployKeyMapper.REPOSITORY_ID, Long.toString(repository));
        attributes.put("secrets", names(secrets));
        attributes.put("organization-secrets", names(shared));
        attributes.put("oidc-subject", subject);
        attributes.put("protections", protections);
        attributes.values().removeIf(String::isEmpty);
        return List.of(
                new IdentityObserved(ids.identity(ids.workflows(repository), FORM, "workflows of " + owner + "/" + name)
                        .withStanding(ProviderStatus.ACTIVE)
                        .withAttributes(attributes)));
    }

    private static SortedSet<String> secrets(GitHubClient api, String path, SecretCounts counts)
            throws ConnectorException {
        SortedSet<String> names = new TreeSet<>();
        Optional<Long> total = Optional.empty();
        Optional<Integer> page = Optional.of(1);
        while (page.isPresent()) {
            ProviderResponse response =
                    api.page(path, Map.of("page", page.get().toString()), GitHubCredentials.AS_INSTALLATION);
            JsonNodeReader body = JsonNodeReader.of(response);
            for (JsonNodeReader secret : body.list("secrets")) {
                names.add(secret.text("name"));
            }
            total = body.optionalNumber("total_count");
            page = GitHubPageNumber.after(page.get(), response);
        }
        counts.add(names.size(), total);
        return names;
    }

    private static String names(SortedSet<String> names) {
        return String.join(",", names.stream().limit(MOST_NAMES).toList());
    }

    /**
     * Returns the claims that form a customized subject, or an empty string for GitHub's default subject. A repository
     * can use the organization's template. If the template cannot be read, the result is {@code organization}.
     */
    private static String subject(GitHubClient api, String path) throws ConnectorException {
        JsonNodeReader template = template(api, path);
        if (template.flag("use_default")) {
            return "";
        }
        String own = String.join(",", template.textsOrEmpty("include_claim_keys"));
        if (!own.isEmpty()) {
            return own;
        }
        try {
            return String.join(
                    ",",
                    template(
                                    api,
                                    "/orgs/"
                                            + GitHubClient.encodeSegment(
                                                    api.settings().organization()))
                            .textsOrEmpty("include_claim_keys"));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound || e.problem() instanceof InsufficientScope) {
                return "organization";
            }
            throw e;
        }
    }

    private static JsonNodeReader template(GitHubClient api, String owner) throws ConnectorException {
        return JsonNodeReader.of(api.get(
                owner + "/actions/oidc/customization/sub",
                Map.of(),
                GitHubRateLimits.CORE,
                GitHubCredentials.AS_INSTALLATION));
    }

    /**
     * Returns the rules that decide who can push, separated by spaces. Each consists of a pattern and the effect of the
     * rule. The pattern {@code *} means every branch.
     */
    private static String protections(GitHubClient api, String owner, String name) throws ConnectorException {
        ObjectNode query = JsonNodeFactory.instance.objectNode().put("query", QUERY);
        query.putObject("variables").put("owner", owner).put("name", name);
        JsonNodeReader repository = api.query(JsonTrees.write(query), GitHubCredentials.AS_INSTALLATION)
                .object("data")
                .object("repository");
        List<String> rules = new ArrayList<>();
        for (JsonNodeReader rule : repository.object("branchProtectionRules").list("nodes")) {
            rules.add(branchRule(rule));
        }
        Optional<JsonNodeReader> rulesets = repository.optionalObject("rulesets");
        if (rulesets.isPresent()) {
            for (JsonNodeReader ruleset : rulesets.get().list("nodes")) {
                ruleset(ruleset).ifPresent(rules::add);
            }
        }
        return String.join(" ", rules);
    }

    private static String branchRule(JsonNodeReader rule) throws ConnectorException {
        List<String> effects = new ArrayList<>();
        addIf(effects, rule.flag("requiresApprovingReviews"), "reviews");
        addIf(effects, rule.flag("restrictsPushes"), "pushes");
        addIf(effects, rule.flag("blocksCreations"), "creations");
        addIf(effects, rule.flag("lockBranch"), "lock");
        addIf(effects, rule.flag("isAdminEnforced"), "admins");
        addIf(
                effects,
                rule.object("pushAllowances").number("totalCount") > 0
                        || rule.object("bypassPullRequestAllowances").number("totalCount") > 0,
                "exceptions");
        return written(rule.text("pattern"), effects);
    }

    /**
     * Converts a ruleset to the format of branch protection rules: a pattern and the effect. The rule "creation" lets
     * only those who can bypass it create matching branches; the rule "update" lets only them push. Source:
     * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets
     */
    private static Optional<String> ruleset(JsonNodeReader ruleset) throws ConnectorException {
        if (!ruleset.text("enforcement").equals("ACTIVE")
                || !ruleset.optionalText("target").orElse("").equals("BRANCH")) {
            return Optional.empty();
        }
        Set<String> types = new TreeSet<>();
        Optional<JsonNodeReader> rules = ruleset.optionalObject("rules");
        if (rules.isPresent()) {
            for (JsonNodeReader rule : rules.get().list("nodes")) {
                types.add(rule.text("type"));
            }
        }
        Optional<JsonNodeReader> branches = ruleset.object("conditions").optionalObject("refName");
        boolean all = branches.isPresent()
                && branches.get().textsOrEmpty("include").contains("~ALL")
                && branches.get().textsOrEmpty("exclude").isEmpty();
        List<String> effects = new ArrayList<>();
        addIf(effects, types.contains("PULL_REQUEST"), "reviews");
        addIf(effects, types.contains("UPDATE"), "pushes");
        addIf(effects, types.contains("CREATION"), "creations");
        // The actors are shown only to those who can change the ruleset.
        Optional<JsonNodeReader> actors = ruleset.optionalObject("bypassActors");
        boolean exceptions = actors.isEmpty() || actors.get().number("totalCount") > 0;
        addIf(effects, !exceptions, "admins");
        addIf(effects, exceptions, "exceptions");
        return Optional.of(written(all ? "*" : "~some", effects));
    }

    private static void addIf(List<String> effects, boolean condition, String effect) {
        if (condition) {
            effects.add(effect);
        }
    }

    private static String written(String pattern, List<String> effects) {
        return pattern.replace(' ', '_') + ":" + String.join(",", effects);
    }
}
