package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Refresh tokens of apps: each lets an app act for one person until it ends or is revoked. Access tokens are in no
 * listing; they end within a day.
 */
final class RefreshTokensStream extends Listing {
    static final StreamId ID = new StreamId("refresh-tokens");
    static final String KEY = "refresh-token/";

    RefreshTokensStream() {
        super(ID, "Refresh tokens", Set.of(OktaScopes.APPS));
    }

    @Override
    OktaApi.Call listing(Partition partition) {
        return Apps.listing(AppsStream.PAGE_SIZE);
    }

    @Override
    List<? extends Observation> observe(OktaApi api, Partition partition, JsonBody app) throws ConnectorException {
        if (!Apps.speaksOAuth(app)) {
            return List.of();
        }
        NonHumanIdentity holder = Apps.identity(api.session().connection().id(), app);
        String grantTypes = holder.attributes().getOrDefault("grant-types", "refresh_token");
        if (!List.of(grantTypes.split(" ")).contains("refresh_token")) {
            return List.of();
        }
        People people = new People(api.session().connection().id());
        List<Observation> observed = new ArrayList<>();
        OktaApi.Call tokens = Apps.below(OktaScopes.APPS, "tokens", app.text("id"));
        for (JsonBody token : api.all(tokens.with("limit", "200"))) {
            observed.add(new GrantObserved(holder, grant(token, people.id(token.text("userId")))));
        }
        return observed;
    }

    private static Grant grant(JsonBody token, PersonId person) throws ConnectorException {
        return Grant.of(
                        KEY + token.text("id"),
                        GrantSubject.person(person),
                        ScopeGrants.serverOf(token.optionalText("issuer").orElse("")),
                        PermissionKind.DELEGATED,
                        token.texts("scopes"))
                .withStanding(Apps.standing(token.optionalText("status").orElse("")))
                .withGranted(Knowledge.known(person), Apps.moment(token, "created"))
                .withExpires(Apps.moment(token, "expiresAt"));
    }
}
