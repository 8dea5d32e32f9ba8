package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import java.util.ArrayList;
import java.util.List;

/**
 * The stream of refresh tokens of apps. Each lets an app act for one person until the token expires or is revoked.
 * Access tokens are in no listing; they expire within a day.
 */
final class OktaRefreshTokensStream extends OktaPerAppStream {
    static final StreamId ID = new StreamId("refresh-tokens");
    static final String KEY = "refresh-token/";

    OktaRefreshTokensStream() {
        super(StreamDefinition.listing(ID, "Refresh tokens").withScopes(OktaScopes.APPS));
    }

    @Override
    List<AccessObservation> observe(OktaClient api, NonHumanIdentity identity, JsonNodeReader app)
            throws ConnectorException {
        String grantTypes = identity.attributes().getOrDefault("grant-types", "refresh_token");
        if (!List.of(grantTypes.split(" ")).contains("refresh_token")) {
            return List.of();
        }
        OktaUserMapper people = new OktaUserMapper(api.session().connection().id());
        List<AccessObservation> observed = new ArrayList<>();
        OktaClient.Call tokens = OktaAppMapper.subresource(OktaScopes.APPS, "tokens", app.text("id"));
        for (JsonNodeReader token : api.all(tokens.with("limit", "200"))) {
            observed.add(new GrantObserved(identity, grant(token, people.id(token.text("userId")))));
        }
        return observed;
    }

    private static Grant grant(JsonNodeReader token, PersonId person) throws ConnectorException {
        return Grant.of(
                        KEY + token.text("id"),
                        GrantSubject.person(person),
                        OktaScopeGrants.serverOf(token.optionalText("issuer").orElse("")),
                        PermissionKind.DELEGATED,
                        token.texts("scopes"))
                .withStanding(OktaAppMapper.providerStatus(
                        token.optionalText("status").orElse("")))
                .withGranted(KnownOrUnknown.known(person), OktaAppMapper.moment(token, "created"))
                .withExpires(OktaAppMapper.moment(token, "expiresAt"));
    }
}
