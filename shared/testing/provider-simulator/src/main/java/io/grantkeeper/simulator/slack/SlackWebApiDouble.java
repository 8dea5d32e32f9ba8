package io.grantkeeper.simulator.slack;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SlackTenant.AuditEntry;
import io.grantkeeper.simulator.http.QuotaWindows;
import io.grantkeeper.simulator.http.QuotaWindows.Limit;
import io.grantkeeper.simulator.http.RequestHandler;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A double of slack.com/api and api.slack.com/audit/v1 for one organization. */
final class SlackWebApiDouble implements RequestHandler {

    static final String API = "/api/";
    static final String AUDIT = "/audit/v1/";

    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** All scopes that this double checks. */
    static final Set<String> ALL_SCOPES = Set.of(
            "admin",
            "admin.apps:read",
            "admin.apps:write",
            "admin.app_activities:read",
            "admin.users:read",
            "admin.workflows:read",
            "auditlogs:read",
            "users:read",
            "users:read.email");

    private final Company company;
    private final SlackOptions options;
    private final SlackTokenIssuer issuer;
    private final QuotaWindows quotas;
    private final Map<String, SlackRoute> routes = new HashMap<>();

    SlackWebApiDouble(Company company, SlackOptions options, SlackTokenIssuer issuer, QuotaWindows quotas) {
        this.company = company;
        this.options = options;
        this.issuer = issuer;
        this.quotas = quotas;
        Stream.of(SlackAppRoutes.all(), SlackPeopleRoutes.all(), SlackAuthRoutes.all(issuer))
                .flatMap(List::stream)
                .forEach(route -> routes.put(route.method(), route));
    }

    @Override
    public SimulatorResponse handle(SimulatorRequest request) {
        try {
            return SimulatorResponse.json(200, answer(request));
        } catch (SlackError refused) {
            return refused.response();
        }
    }

    private Map<String, @Nullable Object> answer(SimulatorRequest request) {
        Map<String, String> arguments = new TreeMap<>(request.parameters());
        String type = request.header("content-type").orElse("");
        if (type.startsWith("application/x-www-form-urlencoded")) {
            arguments.putAll(SimulatorRequest.decodeForm(request.bodyText()));
        }
        if (request.path().equals(API + "oauth.v2.access")) {
            return issuer.rotate(arguments);
        }
        if (request.path().equals(AUDIT + "logs")) {
            return audit(call(request, arguments));
        }
        SlackRoute route =
                request.path().startsWith(API) ? routes.get(request.path().substring(API.length())) : null;
        if (route == null) {
            throw SlackError.of("unknown_method");
        }
        SlackCall call = call(request, arguments);
        limit(route.method() + '\n' + call.argument("team_id").orElse(""), route.method(), route.callsPerMinute());
        if (call.bot() && !route.bot()) {
            throw SlackError.of("not_allowed_token_type");
        }
        requireScope(call, route.scope());
        if (options.plan().compareTo(route.plan()) > 0) {
            throw SlackError.of(route.plan() == SlackOptions.Plan.PRO ? "paid_only" : "feature_not_enabled");
        }
        return route.action().answer(call);
    }

    private SlackCall call(SimulatorRequest request, Map<String, String> arguments) {
        String token = request.header("authorization")
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring("Bearer ".length()).strip())
                .orElse("");
        return new SlackCall(
                company,
                options,
                options.onlyScopes().orElse(ALL_SCOPES),
                token,
                issuer.resolve(token).bot(),
                arguments);
    }

    private static void requireScope(SlackCall call, String scope) {
        if (!scope.isEmpty() && !call.scopes().contains(scope)) {
            throw SlackError.missingScope(
                    scope, String.join(",", call.scopes().stream().sorted().toList()));
        }
    }

    private void limit(String account, String method, int perMinute) {
        QuotaWindows.State state = quotas.take(new Limit("slack " + method, perMinute, MINUTE), account, 1);
        if (state.refused()) {
            throw SlackError.rateLimited(Duration.between(company.clock().instant(), state.reset()));
        }
    }

    /**
     * Returns audit rows. The audit log differs from the other methods: it has one rate limit for the whole
     * organization, {@code latest} is inclusive, and successful responses have no {@code ok}.
     */
    private Map<String, @Nullable Object> audit(SlackCall call) {
        limit("organization", "audit logs", SlackRoute.TIER_3);
        requireScope(call, "auditlogs:read");
        if (!call.enterprise()) {
            throw SlackError.of("feature_not_enabled");
        }
        long oldest = call.argument("oldest").map(Long::parseLong).orElse(0L);
        long latest = call.argument("latest").map(Long::parseLong).orElse(Long.MAX_VALUE);
        Set<String> actions = call.argument("action")
                .map(names -> Set.copyOf(Arrays.asList(names.split(",", -1))))
                .orElse(Set.of());
        List<AuditEntry> rows = call.tenant().auditLog(call.now()).stream()
                .filter(row ->
                        row.time().getEpochSecond() >= oldest && row.time().getEpochSecond() <= latest)
                .filter(row -> actions.isEmpty() || actions.contains(row.action()))
                .toList();
        Map<String, @Nullable Object> answer = SlackPages.byCursor(
                call,
                "entries",
                rows,
                row -> SlackResponseJson.audit(row, call.tenant().organization()),
                true);
        answer.remove("ok");
        return answer;
    }
}
