package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.work.Partition;
import java.util.List;

/**
 * A stream that reads the listing of apps and, for each app that uses OAuth, the objects below it. Okta documents no
 * order for the listing, and its cursor is opaque. A single app can be read again by its id.
 */
abstract class OktaPerAppStream extends OktaListingStream {
    /** The number of apps per page. Okta allows 200, but each app that uses OAuth costs at least one more call. */
    private static final int PAGE_SIZE = 20;

    OktaPerAppStream(StreamDefinition definition) {
        super(definition);
    }

    /**
     * Returns the observations from one app and from the objects below it.
     *
     * @param row the app as listed
     */
    abstract List<AccessObservation> observe(OktaClient api, NonHumanIdentity app, JsonNodeReader row)
            throws ConnectorException;

    @Override
    final String objectId(NonHumanIdentity app) {
        return app.attributes().getOrDefault(OktaAppMapper.APP_ID, "");
    }

    @Override
    final OktaClient.Call single(String id) {
        return OktaAppMapper.single(id);
    }

    @Override
    final OktaClient.Call listing(Partition partition) {
        return OktaAppMapper.listing(PAGE_SIZE);
    }

    @Override
    final List<? extends AccessObservation> observe(OktaClient api, Partition partition, JsonNodeReader row)
            throws ConnectorException {
        return OktaAppMapper.usesOAuth(row)
                ? observe(api, OktaAppMapper.identity(api.session().connection().id(), row), row)
                : observeOther(api, row);
    }

    /** Returns the observations from an app that does not use OAuth. */
    List<AccessObservation> observeOther(OktaClient api, JsonNodeReader row) throws ConnectorException {
        return List.of();
    }
}
