package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.QuotaWindows;
import io.grantkeeper.simulator.http.RequestHandler;
import io.grantkeeper.simulator.http.RouteTable;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.okta.OktaObjectTypes.App;
import io.grantkeeper.simulator.okta.OktaObjectTypes.SigningKey;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A double of the Okta API for the company's organization. */
public final class OktaDouble implements RequestHandler {
    private static final String TOKEN = "/oauth2/v1/token";

    /**
     * Keys that are expensive to generate and that tests can share. They are generated once per JVM and never stored.
     */
    private static final class Keys {
        static final SimulatorRsaKey SERVICE_APP = SimulatorRsaKey.generate();
    }

    private final OktaOrganization organization;
    private final OktaOptions options;
    private final QuotaWindows quotas;
    private final OktaAuthentication access;
    private final OktaEventHooks eventHooks;
    private final String clientId;
    private final RouteTable<OktaRoute> router = new RouteTable<>();

    public OktaDouble(Company company, OktaOptions options, QuotaWindows quotas) {
        this.organization = new OktaOrganization(company, options.largestPage());
        this.options = options;
        this.quotas = quotas;
        this.clientId = ownApp();
        this.access = new OktaAuthentication(company.clock(), Keys.SERVICE_APP, options, clientId);
        this.eventHooks = new OktaEventHooks(organization);
        OktaReadRoutes.all().forEach(route -> router.add(route.method(), route.template(), route));
        OktaSeed.seed(organization);
    }

    /**
     * Creates Grantkeeper's own app, through which Grantkeeper reads the organization, and returns the app's client id.
     */
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

    /** Returns the event hooks, which can deliver the pending events. */
    public OktaEventHooks eventHooks() {
        return eventHooks;
    }

    public String clientId() {
        return clientId;
    }

    /** Returns the service app's private key as PEM. */
    public String privateKeyPem() {
        return Keys.SERVICE_APP.pkcs8Pem();
    }

    /** Returns an API token with which callers can authenticate instead of the service app. */
    public String apiToken() {
        return access.apiToken();
    }

    /** Invalidates every access token issued so far. */
    public void invalidateAllTokens() {
        access.invalidateAll();
    }

    List<OktaRoute> routes() {
        return OktaReadRoutes.all();
    }

    @Override
    public SimulatorResponse handle(SimulatorRequest request) {
        if (request.method().equals("POST") && request.path().equals(TOKEN)) {
            return access.token(request).with("Date", date());
        }
        Optional<RouteTable.Match<OktaRoute>> match = router.find(request.method(), request.path());
        if (match.isEmpty()) {
            return OktaErrorResponse.unsupportedMethod();
        }
        OktaRoute route = match.get().target();
        Optional<SimulatorResponse> refusal = access.refusal(request, route.scope());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        QuotaWindows.State state = quotas.take(route.bucket().half(), clientId, 1);
        SimulatorResponse response = answer(route, request, match.get().variables(), state);
        return response.with(Map.of(
                "Date", date(),
                "X-Rate-Limit-Limit", Long.toString(state.limit()),
                "X-Rate-Limit-Remaining", Long.toString(state.remaining()),
                "X-Rate-Limit-Reset", Long.toString(state.reset().getEpochSecond())));
    }

    private SimulatorResponse answer(
            OktaRoute route, SimulatorRequest request, Map<String, String> variables, QuotaWindows.State state) {
        if (state.refused()) {
            return OktaErrorResponse.rateLimited();
        }
        return route.feature().isEmpty() || options.features().contains(route.feature())
                ? route.action().answer(new OktaCall(request, variables, organization))
                : OktaErrorResponse.noFeature();
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                organization.company().clock().instant().atOffset(ZoneOffset.UTC));
    }
}
