package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.http.Handler;
import io.grantkeeper.simulator.http.Quotas;
import io.grantkeeper.simulator.http.Quotas.Limit;
import io.grantkeeper.simulator.http.Quotas.Standing;
import io.grantkeeper.simulator.http.Request;
import io.grantkeeper.simulator.http.Response;
import io.grantkeeper.simulator.http.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers as api.anthropic.com's admin and compliance APIs would for one organisation. */
public final class AnthropicDouble implements Handler {
    /** All that an admin key of an organisation with the Compliance API can do. */
    public static final Set<String> FULL_SCOPES = Set.of(AnthropicRoute.ADMIN, AnthropicRoute.ACTIVITIES);

    private static final Limit REQUESTS = new Limit("anthropic admin", 120, Duration.ofMinutes(1));

    private final Company company;
    private final Quotas quotas;
    private final AnthropicTenant tenant;
    private final Router<AnthropicRoute> router = new Router<>();
    private final List<AnthropicRoute> routes = new ArrayList<>();
    private final Map<String, Set<String>> adminKeys = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();

    public AnthropicDouble(Company company, Quotas quotas) {
        this.company = company;
        this.quotas = quotas;
        this.tenant = AnthropicPlant.of(company);
        routes.addAll(OrganizationRoutes.all());
        routes.forEach(route -> router.add(route.method(), route.template(), route));
    }

    public AnthropicTenant tenant() {
        return tenant;
    }

    /** The operations that it knows, as method and template. */
    public List<String> operations() {
        return routes.stream()
                .map(route -> route.method() + ' ' + route.template())
                .toList();
    }

    /** An admin key as an admin would make it in the Console; Anthropic lists none of them. */
    public String issueAdminKey(Set<String> scopes) {
        String key = "sk-ant-admin01-" + company.domain() + '-' + issued.incrementAndGet();
        adminKeys.put(key, Set.copyOf(scopes));
        return key;
    }

    /** A person makes a key in the first workspace. Nothing tells of it but the activities, a little later. */
    public AnthropicTenant.ApiKey makeKey(String name, Person by, Instant at) {
        String member = AnthropicPlant.member(by);
        if (tenant.members().find(member).isEmpty()) {
            tenant.members().put(new AnthropicTenant.Member(member, by.fullName(), by.email(), "developer", at));
        }
        int number = made.incrementAndGet();
        AnthropicTenant.ApiKey key = new AnthropicTenant.ApiKey(
                "apikey_01made%08d".formatted(number),
                name,
                tenant.workspaces().all().stream()
                        .map(AnthropicTenant.Workspace::id)
                        .findFirst(),
                "active",
                member,
                "m%03d".formatted(number),
                at,
                Optional.empty());
        tenant.keys().put(key);
        tenant.activities()
                .put(new AnthropicTenant.Activity(
                        "activity_%sm%03d".formatted(Long.toHexString(at.getEpochSecond()), number),
                        "platform_api_key_created",
                        at,
                        at.plus(AnthropicPlant.LATE),
                        member,
                        Map.of("api_key_id", key.id())));
        return key;
    }

    @Override
    public Response handle(Request request) {
        String key = request.header("x-api-key").orElse("");
        Set<String> scopes = adminKeys.get(key);
        if (scopes == null) {
            return AnthropicError.unauthenticated();
        }
        if (request.header("anthropic-version").isEmpty()) {
            return AnthropicError.invalid("anthropic-version: header is required");
        }
        Optional<Router.Match<AnthropicRoute>> match = router.find(request.method(), request.path());
        if (match.isEmpty()) {
            return AnthropicError.notFound();
        }
        Standing standing = quotas.take(REQUESTS, key, 1);
        if (standing.refused()) {
            Duration wait = Duration.between(company.clock().instant(), standing.reset());
            return AnthropicError.tooFast(Math.max(1, wait.toSeconds()));
        }
        AnthropicRoute route = match.get().target();
        return scopes.contains(route.scope())
                ? route.action()
                        .answer(new AnthropicCall(
                                request,
                                match.get().variables(),
                                tenant,
                                company.clock().instant()))
                : AnthropicError.forbidden();
    }
}
