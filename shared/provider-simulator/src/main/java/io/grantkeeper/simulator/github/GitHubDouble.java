package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Installation;
import io.grantkeeper.simulator.http.Handler;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Quotas;
import io.grantkeeper.simulator.http.Quotas.Limit;
import io.grantkeeper.simulator.http.Quotas.Standing;
import io.grantkeeper.simulator.http.Request;
import io.grantkeeper.simulator.http.Response;
import io.grantkeeper.simulator.http.Router;
import io.grantkeeper.simulator.signing.Digests;
import io.grantkeeper.simulator.signing.RsaKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers as api.github.com would for one organisation. */
public final class GitHubDouble implements Handler {

    private static final Set<String> VERSIONS = Set.of("2022-11-28", "2026-03-10");
    private static final String DEFAULT_VERSION = "2022-11-28";

    private final Company company;
    private final GitHubPlan plan;
    private final OwnApp app;
    private final Installation installation;
    private final GitHubWebhooks webhooks;
    private final TokenDesk tokens;
    private final Authentication authentication;
    private final Limits limits;
    private final List<GitHubRoute> routes = new ArrayList<>();
    private final Router<GitHubRoute> router = new Router<>();

    public GitHubDouble(
            Company company, GitHubPlan plan, Map<String, String> appPermissions, RsaKey appKey, Quotas quotas) {
        this.company = company;
        this.plan = plan;
        this.app = OwnApp.of(appPermissions);
        this.installation = app.installedIn(company);
        this.webhooks = new GitHubWebhooks(company, app);
        this.tokens = new TokenDesk(company.clock());
        this.authentication = new Authentication(app, appKey.publicKey(), tokens, company.clock());
        this.limits = new Limits(quotas, plan);
        routes.addAll(OrganizationRoutes.all());
        routes.addAll(TokenRoutes.all());
        routes.addAll(KeyRoutes.all());
        routes.addAll(AuditRoutes.all());
        routes.addAll(new AppRoutes(app, tokens).all());
        routes.addAll(new DeliveryRoutes(webhooks).all());
        routes.addAll(GraphQlRoutes.all());
        routes.add(new GitHubRoute("GET", "/rate_limit", Needs.anyToken(), this::rateLimit));
        routes.forEach(route -> router.add(route.method(), route.template(), route));
    }

    public OwnApp app() {
        return app;
    }

    /** The own app's installation in the organisation. */
    public Installation installation() {
        return installation;
    }

    /** The own app's webhook. */
    public GitHubWebhooks webhooks() {
        return webhooks;
    }

    /** A classic token of an owner of the organisation. */
    public String issueOwnerToken(List<String> scopes) {
        String login = company.gitHub().owners().all().getFirst().login();
        return tokens.issue("ghp_", new Caller.Classic(login, List.copyOf(scopes), true), Instant.MAX);
    }

    /** A classic token of someone who is no owner. */
    public String issueMemberToken(String login, List<String> scopes) {
        return tokens.issue("ghp_", new Caller.Classic(login, List.copyOf(scopes), false), Instant.MAX);
    }

    /** A fine-grained token of an owner; permission names as for apps. */
    public String issueFineGrainedToken(Map<String, String> permissions) {
        String login = company.gitHub().owners().all().getFirst().login();
        return tokens.issue("github_pat_", new Caller.FineGrained(login, Map.copyOf(permissions)), Instant.MAX);
    }

    /** Makes every token issued so far invalid, as when credentials are revoked. */
    public void withdrawAllTokens() {
        tokens.withdrawAll();
    }

    List<GitHubRoute> routes() {
        return List.copyOf(routes);
    }

    @Override
    public Response handle(Request request) {
        Response response = answer(request)
                .with("x-github-request-id", "SIM0:" + Integer.toHexString(System.identityHashCode(request)))
                .with("x-github-media-type", "github.v3; format=json");
        String version = request.header("x-github-api-version").orElse(DEFAULT_VERSION);
        return VERSIONS.contains(version) ? response.with("x-github-api-version-selected", version) : response;
    }

    private Response answer(Request request) {
        if (request.header("user-agent").isEmpty()) {
            return Response.text(
                    403,
                    "text/plain",
                    "Request forbidden by administrative rules. Please make sure your request has a User-Agent header");
        }
        String version = request.header("x-github-api-version").orElse(DEFAULT_VERSION);
        if (!VERSIONS.contains(version)) {
            return Refusal.error(400, "\"" + version + "\" is not a supported version of the REST API.");
        }
        Optional<Router.Match<GitHubRoute>> match = router.find(request.method(), request.path());
        boolean assertionDue = match.filter(found -> found.target().needs().access() == Needs.Access.APP)
                .isPresent();
        return switch (authentication.of(request, assertionDue)) {
            case Authentication.Outcome.Refused(Response refusal) -> refusal;
            case Authentication.Outcome.Known(Caller caller) ->
                match.map(found -> limited(request, found, caller)).orElseGet(Refusal::notFound);
        };
    }

    private Response limited(Request request, Router.Match<GitHubRoute> match, Caller caller) {
        GitHubRoute route = match.target();
        Limit limit = limits.limitFor(route);
        boolean free = route.template().equals("/rate_limit");
        Standing standing = free ? limits.standing(caller) : limits.take(limit, caller);
        if (standing.refused()) {
            return limits.primaryRefusal(limit, standing);
        }
        try {
            if (!limits.enter(route, caller)) {
                return limits.secondaryRefusal().with(limits.headers(limit, standing));
            }
            Response response = permitted(request, match, caller);
            if (unchanged(request, response)) {
                Standing refunded = limits.giveBack(limit, caller);
                return Response.empty(304).with("ETag", etag(response)).with(limits.headers(limit, refunded));
            }
            Response tagged = request.method().equals("GET") && response.status() == 200
                    ? response.with("ETag", etag(response))
                    : response;
            return tagged.with(limits.headers(limit, standing));
        } finally {
            limits.leave(caller);
        }
    }

    private Response permitted(Request request, Router.Match<GitHubRoute> match, Caller caller) {
        Needs needs = match.target().needs();
        Response response = allowed(request, match, caller);
        return switch (caller) {
            case Caller.App own -> response;
            case Caller.Classic classic ->
                response.with("X-OAuth-Scopes", String.join(", ", classic.scopes()))
                        .with("X-Accepted-OAuth-Scopes", needs.classicScope());
            case Caller.Installed installed -> accepted(response, needs);
            case Caller.FineGrained token -> accepted(response, needs);
        };
    }

    private static Response accepted(Response response, Needs needs) {
        return needs.permission().isEmpty()
                ? response
                : response.with("X-Accepted-GitHub-Permissions", needs.permission() + '=' + needs.level());
    }

    private Response allowed(Request request, Router.Match<GitHubRoute> match, Caller caller) {
        String organization = company.gitHub().organization().login();
        String asked = match.variables().getOrDefault("org", match.variables().getOrDefault("owner", organization));
        if (!asked.equalsIgnoreCase(organization)
                || !paidFor(match.target().needs().feature())) {
            return Refusal.notFound();
        }
        return Permissions.refusal(match.target().needs(), caller)
                .orElseGet(() -> match.target()
                        .action()
                        .answer(new GitHubCall(request, match.variables(), caller, company, plan)));
    }

    private boolean paidFor(Needs.Feature feature) {
        return switch (feature) {
            case ALWAYS -> true;
            case ENTERPRISE -> plan.enterprise();
            case SINGLE_SIGN_ON -> plan.singleSignOn();
        };
    }

    private static boolean unchanged(Request request, Response response) {
        return response.status() == 200
                && request.method().equals("GET")
                && request.header("if-none-match")
                        .filter(etag(response)::equals)
                        .isPresent();
    }

    /** Weak, as GitHub's; it changes with the body and with the page. */
    private static String etag(Response response) {
        return "W/\"" + Digests.sha256(response.body()) + '"';
    }

    private Response rateLimit(GitHubCall call) {
        Standing core = limits.standing(call.caller());
        var shape = Json.object(
                "limit", core.limit(),
                "remaining", core.remaining(),
                "reset", core.reset().getEpochSecond(),
                "used", core.used());
        return Response.json(200, Json.object("resources", Json.object("core", shape, "search", shape), "rate", shape));
    }
}
