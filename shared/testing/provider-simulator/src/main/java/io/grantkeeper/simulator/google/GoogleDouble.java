package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.http.QuotaWindows;
import io.grantkeeper.simulator.http.QuotaWindows.Limit;
import io.grantkeeper.simulator.http.RequestHandler;
import io.grantkeeper.simulator.http.RouteTable;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A double of admin, alertcenter, iam and oauth2.googleapis.com for one customer. */
public final class GoogleDouble implements RequestHandler {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Limit DIRECTORY = new Limit("google directory", 2_400, MINUTE);
    private static final Limit REPORTS = new Limit("google reports", 2_400, MINUTE);
    /** The quota for report calls with a filter. It is separate from the quota for other report calls, and smaller. */
    private static final Limit FILTERED_REPORTS = new Limit("google reports filtered", 250, MINUTE);

    /** The quota for calls to the Alert Center. The value is the simulator's own. */
    private static final Limit ALERTS = new Limit("google alerts", 60, MINUTE);

    private static final Limit IAM = new Limit("google iam", 6_000, MINUTE);
    private static final List<String> NARROWING =
            List.of("eventName", "filters", "actorIpAddress", "orgUnitID", "groupIdFilter", "applicationInfoFilter");

    private final Company company;
    private final QuotaWindows quotas;
    private final GoogleDelegationCredential account;
    private final SimulatedPushChannels channels;
    private final GoogleAccessTokens tokens;
    private final GoogleTokenEndpoint tokenEndpoint;
    private final RouteTable<GoogleRoute> router = new RouteTable<>();
    private final AtomicLong refusals = new AtomicLong();

    /**
     * Creates the double.
     *
     * @param delegatedScopes the scopes that the company's domain-wide delegation allows the service account to request
     */
    public GoogleDouble(Company company, Set<String> delegatedScopes, SimulatorRsaKey accountKey, QuotaWindows quotas) {
        this.company = company;
        this.quotas = quotas;
        this.account = GoogleDelegationCredential.with(accountKey);
        this.channels = new SimulatedPushChannels(company);
        this.tokens = new GoogleAccessTokens(company.clock());
        this.tokenEndpoint = new GoogleTokenEndpoint(company, account, delegatedScopes, tokens);
        List<GoogleRoute> routes = new ArrayList<>();
        routes.addAll(GoogleDirectoryRoutes.all());
        routes.addAll(GoogleReportRoutes.all());
        routes.addAll(GoogleIamRoutes.all());
        routes.addAll(GoogleAlertRoutes.all());
        routes.addAll(new GoogleChannelRoutes(channels).all());
        routes.forEach(route -> router.add(route.method(), route.template(), route));
    }

    public GoogleDelegationCredential serviceAccount() {
        return account;
    }

    /** Returns the push channels that callers opened. */
    public SimulatedPushChannels channels() {
        return channels;
    }

    /**
     * Issues a token as the token endpoint would, for tests that do not test the endpoint.
     *
     * @param subject the user whom the service account impersonates
     */
    public String issueToken(String subject, Set<String> scopes) {
        Instant expiresAt = company.clock().instant().plus(Duration.ofHours(1));
        return tokens.issue(new GoogleAccessTokens.Access(Optional.of(subject), Set.copyOf(scopes), expiresAt));
    }

    /** Invalidates every token issued so far, as if the delegation had been revoked. */
    public void invalidateAllTokens() {
        tokens.invalidateAll();
    }

    @Override
    public SimulatorResponse handle(SimulatorRequest request) {
        if (request.method().equals("POST") && request.path().equals("/token")) {
            return tokenEndpoint.answer(request);
        }
        Optional<RouteTable.Match<GoogleRoute>> match = router.find(request.method(), request.path());
        if (match.isEmpty()) {
            return SimulatorResponse.text(
                    404, "text/html; charset=UTF-8", "<!DOCTYPE html><title>Error 404 (Not Found)</title>");
        }
        Optional<GoogleAccessTokens.Access> access = request.header("authorization")
                .filter(header -> header.startsWith("Bearer "))
                .flatMap(header ->
                        tokens.find(header.substring("Bearer ".length()).strip()));
        if (access.isEmpty()) {
            return GoogleError.unauthenticated();
        }
        GoogleRoute route = match.get().target();
        var call = new GoogleCall(request, match.get().variables(), access.get(), company);
        return limited(route, call).orElseGet(() -> permitted(route, call));
    }

    private SimulatorResponse permitted(GoogleRoute route, GoogleCall call) {
        boolean scoped = route.scopes().isEmpty()
                || route.scopes().stream().anyMatch(call.access().scopes()::contains);
        if (!scoped) {
            return GoogleError.insufficientScope(String.join(" ", route.scopes()));
        }
        if (route.asAdministrator() && !administrator(call)) {
            return GoogleError.notAuthorized();
        }
        return route.action().answer(call);
    }

    private boolean administrator(GoogleCall call) {
        return call.access()
                .subject()
                .flatMap(company.people()::find)
                .filter(CompanyPerson::administrator)
                .isPresent();
    }

    /**
     * Returns Google's error if the quota per minute is used up, or empty if it is not. The error is a 503 or one of
     * two kinds of 403, always without a Retry-After header.
     */
    private Optional<SimulatorResponse> limited(GoogleRoute route, GoogleCall call) {
        String user = call.access().subject().orElse(account.email());
        if (!quotas.take(limit(route, call), user, 1).refused()) {
            return Optional.empty();
        }
        int turn = (int) (refusals.getAndIncrement() % 3);
        return Optional.of(
                switch (turn) {
                    case 0 -> GoogleError.unavailable();
                    case 1 -> GoogleError.quotaExceeded("quotaExceeded");
                    default -> GoogleError.quotaExceeded("rateLimitExceeded");
                });
    }

    private static Limit limit(GoogleRoute route, GoogleCall call) {
        return switch (route.quota()) {
            case DIRECTORY -> DIRECTORY;
            case IAM -> IAM;
            case ALERTS -> ALERTS;
            case REPORTS -> {
                boolean narrowed = !call.variable("userKey").equals("all")
                        || NARROWING.stream()
                                .anyMatch(name -> call.request().parameter(name).isPresent());
                yield narrowed ? FILTERED_REPORTS : REPORTS;
            }
        };
    }
}
