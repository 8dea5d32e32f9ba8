package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.http.QuotaWindows;
import io.grantkeeper.simulator.http.QuotaWindows.Limit;
import io.grantkeeper.simulator.http.QuotaWindows.State;
import io.grantkeeper.simulator.http.RequestHandler;
import io.grantkeeper.simulator.http.RouteTable;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A double of Anthropic's Admin and Compliance APIs for one organization. */
public final class AnthropicDouble implements RequestHandler {
    /** All scopes that an admin key can have in an organization with the Compliance API. */
    public static final Set<String> FULL_SCOPES = Set.of(AnthropicRoute.ADMIN, AnthropicRoute.ACTIVITIES);

    private static final Limit REQUESTS = new Limit("anthropic admin", 120, Duration.ofMinutes(1));

    private final Company company;
    private final QuotaWindows quotas;
    private final AnthropicTenant tenant;
    private final RouteTable<AnthropicRoute> router = new RouteTable<>();
    private final List<AnthropicRoute> routes = new ArrayList<>();
    private final Map<String, Set<String>> adminKeys = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();

    public AnthropicDouble(Company company, QuotaWindows quotas) {
        this.company = company;
        this.quotas = quotas;
        this.tenant = AnthropicSeed.of(company);
        routes.addAll(AnthropicOrganizationRoutes.all());
        routes.forEach(route -> router.add(route.method(), route.template(), route));
    }

    public AnthropicTenant tenant() {
        return tenant;
    }

    /** Returns the supported operations, each as a method and a path template. */
    public List<String> operations() {
        return routes.stream()
                .map(route -> route.method() + ' ' + route.template())
                .toList();
    }

    /** Issues an admin key, as an administrator would in the Console. No Anthropic API lists these keys. */
    public String issueAdminKey(Set<String> scopes) {
        String key = "sk-ant-admin01-" + company.domain() + '-' + issued.incrementAndGet();
        adminKeys.put(key, Set.copyOf(scopes));
        return key;
    }

    /**
     * Creates a key in the first workspace on behalf of a person. Only the activity feed shows the creation, after a
     * short delay.
     */
    public AnthropicTenant.ApiKey createKey(String name, CompanyPerson by, Instant at) {
        String member = AnthropicSeed.member(by);
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
                        at.plus(AnthropicSeed.LATE),
                        member,
                        Map.of("api_key_id", key.id())));
        return key;
    }

    @Override
    public SimulatorResponse handle(SimulatorRequest request) {
        String key = request.header("x-api-key").orElse("");
        Set<String> scopes = adminKeys.get(key);
        if (scopes == null) {
            return AnthropicError.unauthenticated();
        }
        if (request.header("anthropic-version").isEmpty()) {
            return AnthropicError.invalid("anthropic-version: header is required");
        }
        Optional<RouteTable.Match<AnthropicRoute>> match = router.find(request.method(), request.path());
        if (match.isEmpty()) {
            return AnthropicError.notFound();
        }
        State standing = quotas.take(REQUESTS, key, 1);
        if (standing.refused()) {
            Duration wait = Duration.between(company.clock().instant(), standing.reset());
            return AnthropicError.rateLimited(Math.max(1, wait.toSeconds()));
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
