package io.grantkeeper.simulator.openai;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A double of api.openai.com's Administration API for one organization. */
public final class OpenAiDouble implements RequestHandler {
    /** All scopes that an admin key for the inventory can have. */
    public static final Set<String> FULL_SCOPES =
            Set.of(OpenAiRoute.MANAGEMENT, OpenAiRoute.MANAGEMENT_WRITE, OpenAiRoute.USAGE, OpenAiRoute.AUDIT_LOG);

    private static final Limit REQUESTS = new Limit("openai administration", 300, Duration.ofMinutes(1));

    private final Company company;
    private final QuotaWindows quotas;
    private final OpenAiTenant tenant;
    private final ScopedApi<OpenAiCall> api;
    private final AtomicInteger made = new AtomicInteger();

    public OpenAiDouble(Company company, QuotaWindows quotas) {
        this.company = company;
        this.quotas = quotas;
        this.tenant = OpenAiSeed.of(company);
        List<ScopedRoute<OpenAiCall>> routes = new ArrayList<>(OpenAiOrganizationRoutes.all());
        routes.addAll(OpenAiProjectRoutes.all());
        this.api = new ScopedApi<>("sk-admin-" + company.domain() + '-', routes);
    }

    public OpenAiTenant tenant() {
        return tenant;
    }

    /** Returns the supported operations, each as a method and a path template. */
    public List<String> operations() {
        return api.operations();
    }

    /**
     * Issues an admin key, as an owner would. The listing omits this key, so a test cannot delete the key that it uses.
     */
    public String issueAdminKey(Set<String> scopes) {
        return api.issueKey(scopes);
    }

    /**
     * Creates a key in the first project on behalf of a person. Only the audit log shows the creation, a few minutes
     * later.
     */
    public OpenAiTenant.ApiKey createKey(String name, CompanyPerson by, Instant at) {
        String user = OpenAiSeed.user(by);
        if (tenant.users().find(user).isEmpty()) {
            tenant.users().put(new OpenAiTenant.User(user, by.fullName(), by.email(), "reader", at, false));
        }
        Optional<String> project = tenant.projects().all().stream()
                .filter(one -> one.archived().isEmpty())
                .map(OpenAiTenant.Project::id)
                .findFirst();
        int number = made.incrementAndGet();
        OpenAiTenant.ApiKey key = new OpenAiTenant.ApiKey(
                "key_made%08d".formatted(number),
                name,
                project,
                user,
                "m%03d".formatted(number),
                at,
                Optional.empty(),
                Optional.empty(),
                true);
        tenant.keys().put(key);
        tenant.auditLog()
                .put(new OpenAiTenant.AuditRow(
                        "audit_log-%s-m%03d".formatted(Long.toHexString(at.getEpochSecond()), number),
                        "api_key.created",
                        at,
                        at.plus(OpenAiSeed.LATE),
                        user,
                        project,
                        Map.of("id", key.id(), "data", Map.of("scopes", List.of("api.responses.write")))));
        return key;
    }

    @Override
    public SimulatorResponse handle(SimulatorRequest request) {
        String key = request.header("authorization").orElse("").replaceFirst("^Bearer ", "");
        Optional<Set<String>> scopes = api.scopes(key);
        if (scopes.isEmpty()) {
            return OpenAiError.unauthenticated();
        }
        Optional<RouteTable.Match<ScopedRoute<OpenAiCall>>> match = api.find(request);
        if (match.isEmpty()) {
            return OpenAiError.notFound("URL");
        }
        State state = quotas.take(REQUESTS, key, 1);
        ScopedRoute<OpenAiCall> route = match.get().target();
        SimulatorResponse response = state.refused()
                ? OpenAiError.rateLimited()
                : scopes.get().contains(route.scope())
                        ? route.action()
                                .apply(new OpenAiCall(
                                        request,
                                        match.get().variables(),
                                        tenant,
                                        company.clock().instant()))
                        : OpenAiError.missingScope(route.scope());
        return response.with(limits(state));
    }

    private Map<String, String> limits(State state) {
        long wait = Math.max(
                1, Duration.between(company.clock().instant(), state.reset()).toSeconds());
        return Map.of(
                "x-ratelimit-limit-requests", Long.toString(state.limit()),
                "x-ratelimit-remaining-requests", Long.toString(state.remaining()),
                "x-ratelimit-reset-requests", wait + "s");
    }
}
