package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.github.GitHubRoute.post;
import static io.grantkeeper.simulator.github.RouteRequirements.anyToken;
import static io.grantkeeper.simulator.github.RouteRequirements.read;
import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GitHubAccount;
import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.GitHubRepositoryWorkflowAccess;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The route {@code POST /graphql}, for the two facts that the REST API does not provide: members' names and
 * the company identities linked to them.
 */
final class GraphQlRoutes {

    private static final int MAX_PAGE = 100;

    private GraphQlRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(post("/graphql", anyToken(), GraphQlRoutes::answer));
    }

    private static SimulatorResponse answer(GitHubCall call) {
        var body = call.body();
        Optional<GraphQlSelection> query =
                GraphQlSelection.parse(body.path("query").asString(""), body.path("variables"));
        Optional<GraphQlSelection> repository = query.flatMap(root -> root.field("repository"));
        Optional<SimulatorResponse> refused = GitHubRoutePermissions.refusal(
                repository.isPresent() ? read("administration", "repo") : read("members", "read:org"), call.caller());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (repository.isPresent()) {
            return repository(call, repository.get());
        }
        Optional<GraphQlSelection> organization = query.flatMap(root -> root.field("organization"));
        if (organization.isEmpty()) {
            return error("The query has a syntax error or no field that the simulator supports");
        }
        String login = organization.get().arguments().getOrDefault("login", "");
        if (!login.equalsIgnoreCase(call.tenant().organization().login())) {
            return SimulatorResponse.json(
                    200,
                    object(
                            "data", object("organization", null),
                            "errors",
                                    List.of(object(
                                            "type",
                                            "NOT_FOUND",
                                            "path",
                                            List.of("organization"),
                                            "message",
                                            "Could not resolve to an Organization with the login of '" + login
                                                    + "'."))));
        }
        try {
            return SimulatorResponse.json(
                    200, object("data", object("organization", project(organization.get(), organization(call)))));
        } catch (UnknownField unknown) {
            return error(unknown.getMessage());
        } catch (MissingBound missing) {
            return error(missing.getMessage());
        }
    }

    private static SimulatorResponse repository(GitHubCall call, GraphQlSelection selection) {
        String name = selection.arguments().getOrDefault("name", "");
        Optional<GitHubRepository> found = call.tenant().repositories().all().stream()
                .filter(repository -> repository.name().equalsIgnoreCase(name))
                .findFirst();
        if (found.isEmpty()) {
            return SimulatorResponse.json(
                    200,
                    object(
                            "data", object("repository", null),
                            "errors",
                                    List.of(object(
                                            "type",
                                            "NOT_FOUND",
                                            "path",
                                            List.of("repository"),
                                            "message",
                                            "Could not resolve to a Repository with that name."))));
        }
        GitHubRepositoryWorkflowAccess actions = call.tenant().actionsOf(found.get());
        try {
            return SimulatorResponse.json(
                    200,
                    object(
                            "data",
                            object(
                                    "repository",
                                    project(
                                            selection,
                                            Map.of(
                                                    "branchProtectionRules",
                                                    field -> connection(
                                                            field, actions.branchRules(), GraphQlRoutes::branchRule),
                                                    "rulesets",
                                                    field -> connection(
                                                            field, actions.rulesets(), GraphQlRoutes::ruleset))))));
        } catch (UnknownField | MissingBound rejected) {
            return error(rejected.getMessage());
        }
    }

    private static Map<String, Resolver> branchRule(GitHubRepositoryWorkflowAccess.BranchRule rule) {
        return Map.of(
                "pattern", field -> rule.pattern(),
                "requiresApprovingReviews", field -> rule.reviews(),
                "restrictsPushes", field -> rule.pushes(),
                "blocksCreations", field -> rule.creations(),
                "lockBranch", field -> rule.lock(),
                "isAdminEnforced", field -> rule.admins(),
                "pushAllowances", field -> count(field, rule.pushAllowances()),
                "bypassPullRequestAllowances", field -> count(field, rule.reviewBypasses()));
    }

    private static Map<String, Resolver> ruleset(GitHubRepositoryWorkflowAccess.Ruleset ruleset) {
        return Map.of(
                "target", field -> "BRANCH",
                "enforcement", field -> ruleset.enforcement(),
                "conditions",
                        field -> project(
                                field,
                                Map.of(
                                        "refName",
                                        refs -> project(
                                                refs,
                                                Map.of(
                                                        "include", names -> ruleset.include(),
                                                        "exclude", names -> List.of())))),
                "rules", field -> connection(field, ruleset.rules(), type -> Map.of("type", name -> type)),
                "bypassActors", field -> count(field, ruleset.bypassActors()));
    }

    private static Map<String, @Nullable Object> count(GraphQlSelection selection, int count) {
        pageSize(selection);
        return project(selection, Map.of("totalCount", field -> count));
    }

    /** Returns an error. Its status is 200, as for all GraphQL errors. */
    private static SimulatorResponse error(@Nullable String message) {
        return SimulatorResponse.json(200, object("errors", List.of(object("message", message))));
    }

    /** A function that returns the value of a field. Its argument is the part of the query that selects this field. */
    private interface Resolver extends Function<GraphQlSelection, @Nullable Object> {}

    private static final class UnknownField extends RuntimeException {
        UnknownField(String name) {
            super("Field '" + name + "' doesn't exist on this type, or the simulator does not support it");
        }
    }

    private static final class MissingBound extends RuntimeException {
        MissingBound(String name) {
            super("You must provide a `first` value between 1 and 100 to properly paginate the `" + name
                    + "` connection.");
        }
    }

    /** Returns an object with only the fields that the query requests. */
    private static Map<String, @Nullable Object> project(GraphQlSelection selection, Map<String, Resolver> known) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        for (GraphQlSelection field : selection.fields()) {
            Resolver resolver = known.get(field.name());
            if (resolver == null) {
                throw new UnknownField(field.name());
            }
            result.put(field.name(), resolver.apply(field));
        }
        return result;
    }

    private static Map<String, Resolver> organization(GitHubCall call) {
        var account = call.tenant().organization();
        return Map.of(
                "login", selection -> account.login(),
                "databaseId", asked -> account.id(),
                "name", asked -> call.company().name(),
                "membersWithRole",
                        asked -> connection(asked, call.tenant().members().all(), member -> member(call, member)),
                "samlIdentityProvider", asked -> identityProvider(call, asked));
    }

    private static @Nullable Object identityProvider(GitHubCall call, GraphQlSelection selection) {
        if (!call.plan().singleSignOn()) {
            return null;
        }
        List<CompanyPerson> linked = call.company().people().all().stream()
                .filter(person -> person.gitHub()
                        .filter(account ->
                                call.tenant().members().find(account.login()).isPresent())
                        .isPresent())
                .toList();
        return project(
                selection,
                Map.of(
                        "id", id -> "SIP_simulated",
                        "ssoUrl", url -> "https://login." + call.company().domain() + "/saml",
                        "externalIdentities", identities -> connection(identities, linked, GraphQlRoutes::identity)));
    }

    private static Map<String, Resolver> member(GitHubCall call, GitHubAccount account) {
        Optional<CompanyPerson> person = call.company().people().findByLogin(account.login());
        return Map.of(
                "id", selection -> GitHubResponseJson.node("User", account.id()),
                "databaseId", asked -> account.id(),
                "login", asked -> account.login(),
                "name", asked -> person.map(CompanyPerson::fullName).orElse(null),
                "email", asked -> "", // Only owners can see email addresses, and only addresses in verified domains.
                "organizationVerifiedDomainEmails",
                        asked -> person.map(CompanyPerson::email).map(List::of).orElse(List.of()));
    }

    private static Map<String, Resolver> identity(CompanyPerson person) {
        String login = person.gitHub().map(GitHubAccount::login).orElse("");
        return Map.of(
                "guid", selection -> "guid-" + person.id(),
                "id",
                        asked -> GitHubResponseJson.node(
                                "ExternalIdentity", Math.floorMod(person.id().hashCode(), 100_000)),
                "user", asked -> project(asked, Map.of("login", field -> login)),
                "samlIdentity",
                        asked -> project(
                                asked,
                                Map.of(
                                        "nameId", field -> person.email(),
                                        "username", field -> person.email(),
                                        "givenName", field -> person.givenName(),
                                        "familyName", field -> person.familyName(),
                                        "emails",
                                                field -> List.of(project(
                                                        field,
                                                        Map.of(
                                                                "value", value -> person.email(),
                                                                "primary", value -> true,
                                                                "type", value -> "work"))))),
                "scimIdentity", asked -> null);
    }

    private static <T> Map<String, @Nullable Object> connection(
            GraphQlSelection selection, List<T> rows, Function<T, Map<String, Resolver>> node) {
        int first = pageSize(selection);
        int from = Math.clamp(offset(selection.arguments().getOrDefault("after", "")), 0, rows.size());
        int to = Math.min(rows.size(), from + first);
        List<T> page = rows.subList(from, to);
        return project(
                selection,
                Map.of(
                        "totalCount", field -> rows.size(),
                        "pageInfo",
                                field -> project(
                                        field,
                                        Map.of(
                                                "hasNextPage", value -> to < rows.size(),
                                                "endCursor", value -> page.isEmpty() ? null : cursor(to))),
                        "nodes", field -> each(field, page, node),
                        "edges", field -> edges(field, page, node)));
    }

    private static <T> List<Object> each(
            GraphQlSelection selection, List<T> page, Function<T, Map<String, Resolver>> node) {
        List<Object> nodes = new ArrayList<>();
        page.forEach(row -> nodes.add(project(selection, node.apply(row))));
        return nodes;
    }

    private static <T> List<Object> edges(
            GraphQlSelection selection, List<T> page, Function<T, Map<String, Resolver>> node) {
        List<Object> edges = new ArrayList<>();
        page.forEach(row -> edges.add(project(
                selection,
                Map.of(
                        "node",
                        field -> project(field, node.apply(row)),
                        "role",
                        field -> "MEMBER",
                        "cursor",
                        field -> ""))));
        return edges;
    }

    private static int pageSize(GraphQlSelection selection) {
        String first = selection.arguments().getOrDefault("first", "");
        if (!first.matches("\\d{1,3}") || Integer.parseInt(first) < 1 || Integer.parseInt(first) > MAX_PAGE) {
            throw new MissingBound(selection.name());
        }
        return Integer.parseInt(first);
    }

    private static String cursor(int offset) {
        return Base64.getEncoder().encodeToString(("cursor:" + offset).getBytes(StandardCharsets.US_ASCII));
    }

    private static int offset(String cursor) {
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.US_ASCII);
            return text.startsWith("cursor:") ? Integer.parseInt(text.substring("cursor:".length())) : 0;
        } catch (IllegalArgumentException notOurCursor) {
            return 0;
        }
    }
}
