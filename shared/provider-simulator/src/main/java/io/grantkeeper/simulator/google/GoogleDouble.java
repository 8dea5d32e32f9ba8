package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.http.Handler;
import io.grantkeeper.simulator.http.Quotas;
import io.grantkeeper.simulator.http.Quotas.Limit;
import io.grantkeeper.simulator.http.Request;
import io.grantkeeper.simulator.http.Response;
import io.grantkeeper.simulator.http.Router;
import io.grantkeeper.simulator.signing.RsaKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Answers as admin.googleapis.com, oauth2.googleapis.com and iam.googleapis.com would for one customer. */
public final class GoogleDouble implements Handler {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Limit DIRECTORY = new Limit("google directory", 2_400, MINUTE);
    private static final Limit REPORTS = new Limit("google reports", 2_400, MINUTE);
    /** Reports narrowed by any filter have a quota of their own, and it is small. */
    private static final Limit FILTERED_REPORTS = new Limit("google reports filtered", 250, MINUTE);

    private static final Limit IAM = new Limit("google iam", 6_000, MINUTE);
    private static final List<String> NARROWING =
            List.of("eventName", "filters", "actorIpAddress", "orgUnitID", "groupIdFilter", "applicationInfoFilter");

    private final Company company;
    private final Quotas quotas;
    private final ServiceAccountCredential account;
    private final PushChannels channels;
    private final AccessTokens tokens;
    private final TokenEndpoint tokenEndpoint;
    private final Router<GoogleRoute> router = new Router<>();
    private final AtomicLong refusals = new AtomicLong();

    /** The {@code delegatedScopes} are what the company let the service account ask for on behalf of its users. */
    public GoogleDouble(Company company, Set<String> delegatedScopes, RsaKey accountKey, Quotas quotas) {
        this.company = company;
        this.quotas = quotas;
        this.account = ServiceAccountCredential.with(accountKey);
        this.channels = new PushChannels(company);
        this.tokens = new AccessTokens(company.clock());
        this.tokenEndpoint = new TokenEndpoint(company, account, delegatedScopes, tokens);
        List<GoogleRoute> routes = new ArrayList<>();
        routes.addAll(DirectoryRoutes.all());
        routes.addAll(ReportRoutes.all());
        routes.addAll(IamRoutes.all());
        routes.addAll(new ChannelRoutes(channels).all());
        routes.forEach(route -> router.add(route.method(), route.template(), route));
    }

    public ServiceAccountCredential serviceAccount() {
        return account;
    }

    /** The push channels that callers opened. */
    public PushChannels channels() {
        return channels;
    }

    /** A token as the token endpoint would issue it, for tests that are about something else. */
    public String issueToken(String subject, Set<String> scopes) {
        Instant expiresAt = company.clock().instant().plus(Duration.ofHours(1));
        return tokens.issue(new AccessTokens.Access(Optional.of(subject), Set.copyOf(scopes), expiresAt));
    }

    /** Makes every token issued so far invalid, as when delegation is withdrawn. */
    public void withdrawAllTokens() {
        tokens.withdrawAll();
    }

    @Override
    public Response handle(Request request) {
        if (request.method().equals("POST") && request.path().equals("/token")) {
            return tokenEndpoint.answer(request);
        }
        Optional<Router.Match<GoogleRoute>> match = router.find(request.method(), request.path());
        if (match.isEmpty()) {
            return Response.text(
                    404, "text/html; charset=UTF-8", "<!DOCTYPE html><title>Error 404 (Not Found)</title>");
        }
        Optional<AccessTokens.Access> access = request.header("authorization")
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

    private Response permitted(GoogleRoute route, GoogleCall call) {
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
                .filter(Person::administrator)
                .isPresent();
    }

    /** The vendor's refusal where the minute's quota is spent: 503 or one of two 403s, never a Retry-After. */
    private Optional<Response> limited(GoogleRoute route, GoogleCall call) {
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
            case REPORTS -> {
                boolean narrowed = !call.variable("userKey").equals("all")
                        || NARROWING.stream()
                                .anyMatch(name -> call.request().parameter(name).isPresent());
                yield narrowed ? FILTERED_REPORTS : REPORTS;
            }
        };
    }
}
