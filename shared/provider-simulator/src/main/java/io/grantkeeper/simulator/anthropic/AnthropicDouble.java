package io.grantkeeper.simulator.anthropic;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.Handler;
import io.grantkeeper.simulator.http.Quotas;
import io.grantkeeper.simulator.http.Quotas.Limit;
import io.grantkeeper.simulator.http.Quotas.Standing;
import io.grantkeeper.simulator.http.Request;
import io.grantkeeper.simulator.http.Response;
import io.grantkeeper.simulator.http.Router;
import java.time.Duration;
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
