package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.Handler;
import io.grantkeeper.simulator.http.Quotas;
import io.grantkeeper.simulator.http.Request;
import io.grantkeeper.simulator.http.Response;
import io.grantkeeper.simulator.http.Router;
import io.grantkeeper.simulator.okta.OktaRows.App;
import io.grantkeeper.simulator.okta.OktaRows.SigningKey;
import io.grantkeeper.simulator.signing.RsaKey;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers as {@code https://acme.okta.com} would for one organisation. */
public final class OktaDouble implements Handler {
    private static final String TOKEN = "/oauth2/v1/token";

    /** Keys are costly to make and no test needs its own: made once a JVM, never stored. */
    private static final class Keys {
        static final RsaKey SERVICE_APP = RsaKey.generate();
    }

    private final OktaOrganization organization;
    private final OktaOptions options;
    private final Quotas quotas;
    private final OktaAccess access;
    private final OktaEventHooks eventHooks;
    private final String clientId;
    private final Router<OktaRoute> router = new Router<>();

    public OktaDouble(Company company, OktaOptions options, Quotas quotas) {
        this.organization = new OktaOrganization(company, options.largestPage());
        this.options = options;
        this.quotas = quotas;
        this.clientId = ownApp();
        this.access = new OktaAccess(company.clock(), Keys.SERVICE_APP, options, clientId);
        this.eventHooks = new OktaEventHooks(organization);
        OktaRoutes.all().forEach(route -> router.add(route.method(), route.template(), route));
        OktaPlanting.plant(organization);
    }

    /** Grantkeeper itself: a service app like others. */
    private String ownApp() {
        String id = organization.newId("0oa");
        var made = organization.company().clock().instant().minus(Duration.ofDays(2));
        organization.put(new App(id, "Grantkeeper", "service", true, made, List.of()));
        String key = organization.newId("pks");
        organization.put(new SigningKey(key, id, "kid-of-" + key, true, made));
        return id;
    }

    public OktaOrganization organization() {
        return organization;
    }

    /** What event hooks have to tell, and how they tell it. */
    public OktaEventHooks eventHooks() {
        return eventHooks;
    }

    public String clientId() {
        return clientId;
    }

    /** Of the service app, as PEM. */
    public String privateKeyPem() {
        return Keys.SERVICE_APP.pkcs8Pem();
    }

    /** The fallback without a service app. */
    public String apiToken() {
        return access.apiToken();
    }

    /** Makes every access token issued so far invalid. */
    public void withdrawAllTokens() {
        access.withdrawAll();
    }

    List<OktaRoute> routes() {
        return OktaRoutes.all();
    }

    @Override
    public Response handle(Request request) {
        if (request.method().equals("POST") && request.path().equals(TOKEN)) {
            return access.token(request).with("Date", date());
        }
        Optional<Router.Match<OktaRoute>> match = router.find(request.method(), request.path());
        if (match.isEmpty()) {
            return OktaError.noSuchCall();
        }
        OktaRoute route = match.get().target();
        Optional<Response> refusal = access.refusal(request, route.scope());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Quotas.Standing standing = quotas.take(route.bucket().half(), clientId, 1);
        Response response = answer(route, request, match.get().variables(), standing);
        return response.with(Map.of(
                "Date", date(),
                "X-Rate-Limit-Limit", Long.toString(standing.limit()),
                "X-Rate-Limit-Remaining", Long.toString(standing.remaining()),
                "X-Rate-Limit-Reset", Long.toString(standing.reset().getEpochSecond())));
    }

    private Response answer(OktaRoute route, Request request, Map<String, String> variables, Quotas.Standing standing) {
        if (standing.refused()) {
            return OktaError.tooMany();
        }
        return route.feature().isEmpty() || options.features().contains(route.feature())
                ? route.action().answer(new OktaCall(request, variables, organization))
                : OktaError.noFeature();
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                organization.company().clock().instant().atOffset(ZoneOffset.UTC));
    }
}
