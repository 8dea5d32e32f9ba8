package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Administrator roles of service apps: without one, the scopes of Okta's API open nothing. */
final class AppRolesStream extends Listing {
    static final StreamId ID = new StreamId("app-roles");

    /** Apps of these types act for people; only clients that act for themselves are given roles. */
    private static final Set<String> FOR_PEOPLE = Set.of("web", "browser", "native");

    AppRolesStream() {
        super(ID, "Administrator roles of apps", Set.of(OktaScopes.APPS, OktaScopes.ROLES));
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
        if (FOR_PEOPLE.contains(holder.attributes().getOrDefault(Apps.TYPE, ""))) {
            return List.of();
        }
        List<Observation> observed = new ArrayList<>();
        for (JsonBody role : api.all(AdminRoles.ofClient(holder.id().externalId()))) {
            observed.add(new GrantObserved(holder, AdminRoles.ofClient(role)));
        }
        return observed;
    }
}
