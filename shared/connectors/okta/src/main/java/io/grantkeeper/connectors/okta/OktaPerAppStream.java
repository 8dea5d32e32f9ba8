package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.EventObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Optional;

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
    abstract List<Observation> observe(OktaClient api, NonHumanIdentity app, JsonNodeReader row)
            throws ConnectorException;

    @Override
    public final String segmentOf(Observation observation) {
        return switch (observation) {
            case IdentityObserved(NonHumanIdentity app) -> appId(app);
            case GrantObserved(NonHumanIdentity app, var _) -> appId(app);
            case CredentialObserved(NonHumanIdentity app, var _) -> appId(app);
            case PersonObserved _, EventObserved _, UsageObserved _ -> "";
        };
    }

    private static String appId(NonHumanIdentity app) {
        return app.attributes().getOrDefault(OktaAppMapper.APP_ID, "");
    }

    /** Reads a page of the listing, or only the app that the partition's segment names. */
    @Override
    public final StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        if (partition.segment().isEmpty()) {
            return super.read(session, partition, from);
        }
        OktaClient api = new OktaClient(session);
        Optional<JsonNodeReader> app =
                api.find(OktaAppMapper.single(partition.segment().get()));
        return StreamPage.last(app.isPresent() ? observe(api, partition, app.get()) : List.of());
    }

    @Override
    final OktaClient.Call listing(Partition partition) {
        return OktaAppMapper.listing(PAGE_SIZE);
    }

    @Override
    final List<? extends Observation> observe(OktaClient api, Partition partition, JsonNodeReader row)
            throws ConnectorException {
        return OktaAppMapper.usesOAuth(row)
                ? observe(api, OktaAppMapper.identity(api.session().connection().id(), row), row)
                : List.of();
    }
}
