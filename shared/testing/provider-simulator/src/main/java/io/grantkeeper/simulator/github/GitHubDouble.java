package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubInstallation;
import io.grantkeeper.simulator.http.QuotaWindows;
import io.grantkeeper.simulator.http.QuotaWindows.Limit;
import io.grantkeeper.simulator.http.QuotaWindows.State;
import io.grantkeeper.simulator.http.RequestHandler;
import io.grantkeeper.simulator.http.RouteTable;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.signing.HexDigests;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A double of api.github.com for one organization. */
public final class GitHubDouble implements RequestHandler {

    private static final Set<String> VERSIONS = Set.of("2022-11-28", "2026-03-10");
    private static final String DEFAULT_VERSION = "2022-11-28";

    private final Company company;
    private final GitHubPlan plan;
    private final GrantkeeperGitHubApp app;
    private final GitHubInstallation installation;
    private final GitHubWebhookSender webhooks;
    private final GitHubTokenIssuer tokens;
    private final GitHubAuthentication authentication;
    private final GitHubRateLimiter limits;
    private final List<GitHubRoute> routes = new ArrayList<>();
    private final RouteTable<GitHubRoute> router = new RouteTable<>();

    public GitHubDouble(
            Company company,
            GitHubPlan plan,
            Map<String, String> appPermissions,
            SimulatorRsaKey appKey,
            QuotaWindows quotas) {
        this.company = company;
        this.plan = plan;
        this.app = GrantkeeperGitHubApp.of(appPermissions);
        this.installation = app.installedIn(company);
        this.webhooks = new GitHubWebhookSender(company, app);
        this.tokens = new GitHubTokenIssuer(company.clock());
        this.authentication = new GitHubAuthentication(app, appKey, tokens, company.clock());
        this.limits = new GitHubRateLimiter(quotas, plan);
        routes.addAll(GitHubOrganizationRoutes.all());
        routes.addAll(GitHubTokenRoutes.all());
        routes.addAll(GitHubDeployKeyRoutes.all());
        routes.addAll(GitHubActionsRoutes.all());
        routes.addAll(GitHubAuditRoutes.all());
        routes.addAll(new GitHubAppRoutes(app, tokens).all());
        routes.addAll(new GitHubDeliveryRoutes(webhooks).all());
        routes.addAll(GraphQlRoutes.all());
        routes.add(new GitHubRoute("GET", "/rate_limit", RouteRequirements.anyToken(), this::rateLimit));
        routes.forEach(route -> router.add(route.method(), route.template(), route));
    }

    public GrantkeeperGitHubApp app() {
        return app;
    }

    /** Returns the installation of Grantkeeper's own app in the organization. */
    public GitHubInstallation installation() {
        return installation;
    }

    /** Returns the webhooks of Grantkeeper's own app. */
    public GitHubWebhookSender webhooks() {
        return webhooks;
    }

    /** Issues a classic token for an owner of the organization. */
    public String issueOwnerToken(List<String> scopes) {
        String login = company.gitHub().owners().all().getFirst().login();
        return tokens.issue("ghp_", new GitHubCaller.Classic(login, List.copyOf(scopes), true), Instant.MAX);
    }

    /** Issues a classic token for a member who is not an owner. */
    public String issueMemberToken(String login, List<String> scopes) {
        return tokens.issue("ghp_", new GitHubCaller.Classic(login, List.copyOf(scopes), false), Instant.MAX);
    }

    /** Issues a fine-grained token for an owner. Its permissions have the same names as an app's. */
    public String issueFineGrainedToken(Map<String, String> permissions) {
        String login = company.gitHub().owners().all().getFirst().login();
        return tokens.issue("github_pat_", new GitHubCaller.FineGrained(login, Map.copyOf(permissions)), Instant.MAX);
    }

    /** Invalidates every token issued so far, as if the credentials had been revoked. */
    public void invalidateAllTokens() {
        tokens.invalidateAll();
    }

    List<GitHubRoute> routes() {
        return List.copyOf(routes);
    }

    @Override
    public SimulatorResponse handle(SimulatorRequest request) {
        SimulatorResponse response = answer(request)
                .with("x-github-request-id", "SIM0:" + Integer.toHexString(System.identityHashCode(request)))
                .with("x-github-media-type", "github.v3; format=json");
        String version = request.header("x-github-api-version").orElse(DEFAULT_VERSION);
        return VERSIONS.contains(version) ? response.with("x-github-api-version-selected", version) : response;
    }

    private SimulatorResponse answer(SimulatorRequest request) {
        if (request.header("user-agent").isEmpty()) {
            return SimulatorResponse.text(
                    403,
                    "text/plain",
                    "Request forbidden by administrative rules. Please make sure your request has a User-Agent header");
        }
        String version = request.header("x-github-api-version").orElse(DEFAULT_VERSION);
        if (!VERSIONS.contains(version)) {
            return GitHubErrorResponses.error(400, "\"" + version + "\" is not a supported version of the REST API.");
        }
        Optional<RouteTable.Match<GitHubRoute>> match = router.find(request.method(), request.path());
        boolean assertionDue = match.filter(found -> found.target().needs().access() == RouteRequirements.Access.APP)
                .isPresent();
        return switch (authentication.of(request, assertionDue)) {
            case GitHubAuthentication.Outcome.Refused(SimulatorResponse refusal) -> refusal;
            case GitHubAuthentication.Outcome.Authenticated(GitHubCaller caller) ->
                match.map(found -> limited(request, found, caller)).orElseGet(GitHubErrorResponses::notFound);
        };
    }

    private SimulatorResponse limited(
            SimulatorRequest request, RouteTable.Match<GitHubRoute> match, GitHubCaller caller) {
        GitHubRoute route = match.target();
        Limit limit = limits.limitFor(route);
        boolean free = route.template().equals("/rate_limit");
        State state = free ? limits.standing(caller) : limits.take(limit, caller);
        if (state.refused()) {
            return limits.primaryRefusal(limit, state);
        }
        try {
            if (!limits.enter(route, caller)) {
                return limits.secondaryRefusal().with(limits.headers(limit, state));
            }
            SimulatorResponse response = permitted(request, match, caller);
            if (unchanged(request, response)) {
                State refunded = limits.refund(limit, caller);
                return SimulatorResponse.empty(304).with("ETag", etag(response)).with(limits.headers(limit, refunded));
            }
            SimulatorResponse tagged = request.method().equals("GET") && response.status() == 200
                    ? response.with("ETag", etag(response))
                    : response;
            return tagged.with(limits.headers(limit, state));
        } finally {
            limits.leave(caller);
        }
    }

    private SimulatorResponse permitted(
            SimulatorRequest request, RouteTable.Match<GitHubRoute> match, GitHubCaller caller) {
        RouteRequirements needs = match.target().needs();
        SimulatorResponse response = allowed(request, match, caller);
        return switch (caller) {
            case GitHubCaller.App own -> response;
            case GitHubCaller.Classic classic ->
                response.with("X-OAuth-Scopes", String.join(", ", classic.scopes()))
                        .with("X-Accepted-OAuth-Scopes", needs.classicScope());
            case GitHubCaller.Installed installed -> accepted(response, needs);
            case GitHubCaller.FineGrained token -> accepted(response, needs);
        };
    }

    private static SimulatorResponse accepted(SimulatorResponse response, RouteRequirements needs) {
        return needs.permission().isEmpty()
                ? response
                : response.with("X-Accepted-GitHub-Permissions", needs.permission() + '=' + needs.level());
    }

    private SimulatorResponse allowed(
            SimulatorRequest request, RouteTable.Match<GitHubRoute> match, GitHubCaller caller) {
        String organization = company.gitHub().organization().login();
        String asked = match.variables().getOrDefault("org", match.variables().getOrDefault("owner", organization));
        if (!asked.equalsIgnoreCase(organization)
                || !isInPlan(match.target().needs().feature())) {
            return GitHubErrorResponses.notFound();
        }
        return GitHubRoutePermissions.refusal(match.target().needs(), caller)
                .orElseGet(() -> match.target()
                        .action()
                        .answer(new GitHubCall(request, match.variables(), caller, company, plan)));
    }

    private boolean isInPlan(RouteRequirements.Feature feature) {
        return switch (feature) {
            case ALWAYS -> true;
            case ENTERPRISE -> plan.enterprise();
            case SINGLE_SIGN_ON -> plan.singleSignOn();
        };
    }

    private static boolean unchanged(SimulatorRequest request, SimulatorResponse response) {
        return response.status() == 200
                && request.method().equals("GET")
                && request.header("if-none-match")
                        .filter(etag(response)::equals)
                        .isPresent();
    }

    /** Returns a weak ETag, as GitHub does. The ETag depends only on the body. */
    private static String etag(SimulatorResponse response) {
        return "W/\"" + HexDigests.sha256(response.body()) + '"';
    }

    private SimulatorResponse rateLimit(GitHubCall call) {
        State core = limits.standing(call.caller());
        var shape = SimulatorJson.object(
                "limit", core.limit(),
                "remaining", core.remaining(),
                "reset", core.reset().getEpochSecond(),
                "used", core.used());
        return SimulatorResponse.json(
                200,
                SimulatorJson.object("resources", SimulatorJson.object("core", shape, "search", shape), "rate", shape));
    }
}
