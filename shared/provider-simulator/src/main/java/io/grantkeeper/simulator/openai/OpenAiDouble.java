package io.grantkeeper.simulator.openai;

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

/** Answers as api.openai.com's administration API would for one organisation. */
public final class OpenAiDouble implements Handler {
    /** All that the inventory can be given. */
    public static final Set<String> FULL_SCOPES =
            Set.of(OpenAiRoute.MANAGEMENT, OpenAiRoute.MANAGEMENT_WRITE, OpenAiRoute.USAGE, OpenAiRoute.AUDIT_LOG);

    private static final Limit REQUESTS = new Limit("openai administration", 300, Duration.ofMinutes(1));

    private final Company company;
    private final Quotas quotas;
    private final OpenAiTenant tenant;
    private final Router<OpenAiRoute> router = new Router<>();
    private final List<OpenAiRoute> routes = new ArrayList<>();
    private final Map<String, Set<String>> adminKeys = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();

    public OpenAiDouble(Company company, Quotas quotas) {
        this.company = company;
        this.quotas = quotas;
        this.tenant = OpenAiPlant.of(company);
        routes.addAll(OrganizationRoutes.all());
        routes.addAll(ProjectRoutes.all());
        routes.forEach(route -> router.add(route.method(), route.template(), route));
    }

    public OpenAiTenant tenant() {
        return tenant;
    }

    /** The operations that it knows, as method and template. */
    public List<String> operations() {
        return routes.stream()
                .map(route -> route.method() + ' ' + route.template())
                .toList();
    }

    /** An admin key as an owner would make it. It is not in the listing, so that no test deletes its own key. */
    public String issueAdminKey(Set<String> scopes) {
        String key = "sk-admin-" + company.domain() + '-' + issued.incrementAndGet();
        adminKeys.put(key, Set.copyOf(scopes));
        return key;
    }

    /** A person makes a key in the first project. Nothing tells of it but the audit log, some minutes later. */
    public OpenAiTenant.ApiKey makeKey(String name, Person by, Instant at) {
        String user = OpenAiPlant.user(by);
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
                        at.plus(OpenAiPlant.LATE),
                        user,
                        project,
                        Map.of("id", key.id(), "data", Map.of("scopes", List.of("api.responses.write")))));
        return key;
    }

    @Override
    public Response handle(Request request) {
        String key = request.header("authorization").orElse("").replaceFirst("^Bearer ", "");
        Set<String> scopes = adminKeys.get(key);
        if (scopes == null) {
            return OpenAiError.unauthenticated();
        }
        Optional<Router.Match<OpenAiRoute>> match = router.find(request.method(), request.path());
        if (match.isEmpty()) {
            return OpenAiError.notFound("URL");
        }
        Standing standing = quotas.take(REQUESTS, key, 1);
        OpenAiRoute route = match.get().target();
        Response response = standing.refused()
                ? OpenAiError.tooFast()
                : scopes.contains(route.scope())
                        ? route.action()
                                .answer(new OpenAiCall(
                                        request,
                                        match.get().variables(),
                                        tenant,
                                        company.clock().instant()))
                        : OpenAiError.missing(route.scope());
        return response.with(limits(standing));
    }

    private Map<String, String> limits(Standing standing) {
        long wait = Math.max(
                1, Duration.between(company.clock().instant(), standing.reset()).toSeconds());
        return Map.of(
                "x-ratelimit-limit-requests", Long.toString(standing.limit()),
                "x-ratelimit-remaining-requests", Long.toString(standing.remaining()),
                "x-ratelimit-reset-requests", wait + "s");
    }
}
