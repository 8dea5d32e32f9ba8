package io.grantkeeper.simulator.google;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.signing.SignedAssertion;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The route {@code POST /token}, which exchanges an assertion signed by the service account for an access token that is
 * valid for one hour.
 */
final class GoogleTokenEndpoint {

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration FORGIVEN = Duration.ofSeconds(60);

    private final Company company;
    private final GoogleDelegationCredential account;
    private final Set<String> delegatedScopes;
    private final GoogleAccessTokens tokens;

    GoogleTokenEndpoint(
            Company company,
            GoogleDelegationCredential account,
            Set<String> delegatedScopes,
            GoogleAccessTokens tokens) {
        this.company = company;
        this.account = account;
        this.delegatedScopes = delegatedScopes;
        this.tokens = tokens;
    }

    SimulatorResponse answer(SimulatorRequest request) {
        Map<String, String> form = SimulatorRequest.decodeForm(request.bodyText());
        if (!GRANT_TYPE.equals(form.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "Invalid grant_type: " + form.get("grant_type"));
        }
        Optional<SignedAssertion> verified = SignedAssertion.verify(
                form.getOrDefault("assertion", ""), account.key().publicKey());
        if (verified.isEmpty()) {
            return error(400, "invalid_grant", "Invalid JWT Signature.");
        }
        return validate(verified.get(), request.baseUri());
    }

    private SimulatorResponse validate(SignedAssertion assertion, String baseUri) {
        if (!assertion.text("iss").filter(account.email()::equals).isPresent()) {
            return error(400, "invalid_grant", "Invalid grant: account not found");
        }
        String audience = assertion.text("aud").orElse("");
        if (!audience.equals(AUDIENCE) && !audience.equals(baseUri + "/token")) {
            return error(400, "invalid_grant", "Invalid JWT: Failed audience check.");
        }
        if (!isShortLived(assertion)) {
            return error(
                    400,
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check"
                            + " your iat and exp values in the JWT claim.");
        }
        Set<String> asked =
                new LinkedHashSet<>(List.of(assertion.text("scope").orElse("").split(" +")));
        asked.remove("");
        if (asked.isEmpty()) {
            return error(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
        return grant(assertion.text("sub"), asked);
    }

    private boolean isShortLived(SignedAssertion assertion) {
        Instant now = company.clock().instant();
        Optional<Instant> issued = assertion.time("iat");
        Optional<Instant> expires = assertion.time("exp");
        return issued.isPresent()
                && expires.isPresent()
                && !issued.get().isAfter(now.plus(FORGIVEN))
                && expires.get().isAfter(now)
                && Duration.between(issued.get(), expires.get()).compareTo(LIFE) <= 0
                && !expires.get().isAfter(now.plus(LIFE).plus(FORGIVEN));
    }

    /**
     * Issues a token. If the token impersonates a user, the domain-wide delegation must include every requested scope;
     * if one is missing, the whole request fails.
     */
    private SimulatorResponse grant(Optional<String> subject, Set<String> scopes) {
        if (subject.isPresent()) {
            Optional<CompanyPerson> person =
                    company.people().find(subject.get()).filter(CompanyPerson::active);
            if (person.isEmpty()) {
                return error(400, "invalid_grant", "Invalid email or User ID");
            }
            if (!delegatedScopes.containsAll(scopes)) {
                return error(
                        401,
                        "unauthorized_client",
                        "Client is unauthorized to retrieve access tokens using this method, or client not authorized"
                                + " for any of the scopes requested.");
            }
        }
        Instant expiresAt = company.clock().instant().plus(LIFE);
        String token = tokens.issue(new GoogleAccessTokens.Access(subject, Set.copyOf(scopes), expiresAt));
        return SimulatorResponse.json(
                200, object("access_token", token, "expires_in", LIFE.toSeconds() - 1, "token_type", "Bearer"));
    }

    private static SimulatorResponse error(int status, String error, String description) {
        return SimulatorResponse.json(status, object("error", error, "error_description", description));
    }
}
