package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.http.QuotaWindows;
import io.grantkeeper.simulator.http.QuotaWindows.Limit;
import io.grantkeeper.simulator.http.QuotaWindows.State;
import io.grantkeeper.simulator.http.RequestHandler;
import io.grantkeeper.simulator.http.RouteTable;
import io.grantkeeper.simulator.http.ScopedApi;
import io.grantkeeper.simulator.http.ScopedRoute;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A double of Anthropic's Admin and Compliance APIs for one organization. */
public final class AnthropicDouble implements RequestHandler {
    /** All scopes that an admin key can have in an organization with the Compliance API. */
    public static final Set<String> FULL_SCOPES = Set.of(AnthropicRoute.ADMIN, AnthropicRoute.ACTIVITIES);

    private static final Limit REQUESTS = new Limit("anthropic admin", 120, Duration.ofMinutes(1));

    private final Company company;
    private final QuotaWindows quotas;
    private final AnthropicTenant tenant;
    private final ScopedApi<AnthropicCall> api;
    private final AtomicInteger made = new AtomicInteger();

    public AnthropicDouble(Company company, QuotaWindows quotas) {
        this.company = company;
        this.quotas = quotas;
        this.tenant = AnthropicSeed.of(company);
        this.api = new ScopedApi<>("sk-ant-admin01-" + company.domain() + '-', AnthropicOrganizationRoutes.all());
    }

    public AnthropicTenant tenant() {
        return tenant;
    }

    /** Returns the supported operations, each as a method and a path template. */
    public List<String> operations() {
        return api.operations();
    }

    /** Issues an admin key, as an administrator would in the Console. No Anthropic API lists these keys. */
    public String issueAdminKey(Set<String> scopes) {
        return api.issueKey(scopes);
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
        Optional<Set<String>> scopes = api.scopes(key);
        if (scopes.isEmpty()) {
            return AnthropicError.unauthenticated();
        }
        if (request.header("anthropic-version").isEmpty()) {
            return AnthropicError.invalid("anthropic-version: header is required");
        }
        Optional<RouteTable.Match<ScopedRoute<AnthropicCall>>> match = api.find(request);
        if (match.isEmpty()) {
            return AnthropicError.notFound();
        }
        State state = quotas.take(REQUESTS, key, 1);
        if (state.refused()) {
            Duration wait = Duration.between(company.clock().instant(), state.reset());
            return AnthropicError.rateLimited(Math.max(1, wait.toSeconds()));
        }
        ScopedRoute<AnthropicCall> route = match.get().target();
        return scopes.get().contains(route.scope())
                ? route.action()
                        .apply(new AnthropicCall(
                                request,
                                match.get().variables(),
                                tenant,
                                company.clock().instant()))
                : AnthropicError.forbidden();
    }
}
