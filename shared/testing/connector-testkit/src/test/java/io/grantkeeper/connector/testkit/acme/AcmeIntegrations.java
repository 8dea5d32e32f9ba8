package io.grantkeeper.connector.testkit.acme;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.NotFoundTolerantCall;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.LinkHeader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The integrations that are installed in the workspace, with their access level. */
final class AcmeIntegrations implements AccessStream {
    static final StreamId ID = new StreamId("integrations");

    private final ConnectorFlaw defect;
    private int pagesRead;

    AcmeIntegrations(ConnectorFlaw defect) {
        this.defect = defect;
    }

    @Override
    public StreamDefinition definition() {
        boolean tooFew = defect == ConnectorFlaw.DECLARES_TOO_FEW_SCOPES;
        return StreamDefinition.listing(ID, "Integrations").withScopes(tooFew ? "notes:read" : "integrations:read");
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        session.connection().requiredSetting("workspace");
        return List.of(Partition.whole(ID));
    }

    /** Returns the id of the integration, because each integration can be read on its own. */
    @Override
    public String segmentOf(AccessObservation observation) {
        return observation instanceof AccessObservation.GrantObserved(NonHumanIdentity identity, var _)
                ? identity.id().externalId()
                : "";
    }

    private StreamPage readOne(ProviderSession session, String id) throws ConnectorException {
        NotFoundTolerantCall<JsonNodeReader> call = () -> JsonNodeReader.of(session.http()
                .send(ProviderRequest.get(
                        AcmeConnector.uri(session, "/integrations/" + id), AcmeConnector.LIMIT, AcmeConnector.TOKEN)));
        Optional<JsonNodeReader> item = defect == ConnectorFlaw.FAILS_IF_A_ROW_IS_GONE
                ? Optional.of(call.make())
                : NotFoundTolerantCall.find(call);
        return StreamPage.last(item.isPresent() ? List.of(observation(session.connection(), item.get())) : List.of());
    }

    /** Reads a page. The cursor is the link to the next page, because the parts of Acme's links are opaque. */
    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        if (partition.segment().isPresent() && defect != ConnectorFlaw.READS_EVERYTHING_INSTEAD_OF_ONE_ROW) {
            return readOne(session, partition.segment().get());
        }
        URI uri = from.token().map(URI::create).orElseGet(() -> AcmeConnector.uri(session, "/integrations"));
        URI relative = AcmeConnector.uri(session, "").resolve(uri);
        List<AccessObservation> items = new ArrayList<>();
        ProviderResponse response;
        try {
            response = session.http().send(ProviderRequest.get(relative, AcmeConnector.LIMIT, AcmeConnector.TOKEN));
        } catch (ConnectorException e) {
            boolean swallowed =
                    switch (defect) {
                        case ENDS_WITH_A_LAST_PAGE_AFTER_A_FAILURE -> e.problem() instanceof Unavailable;
                        case ENDS_WITH_A_LAST_PAGE_IF_THROTTLED -> e.problem() instanceof RateLimited;
                        case TAKES_A_LINK_ELSEWHERE_FOR_THE_END -> e.problem() instanceof UnexpectedResponse;
                        default -> false;
                    };
            if (swallowed) {
                return StreamPage.last(items);
            }
            throw e;
        }
        JsonNodeReader body = JsonNodeReader.of(response);
        List<String> ids = new ArrayList<>();
        for (JsonNodeReader item : body.list("items")) {
            items.add(observation(session.connection(), item));
            ids.add(item.id("id"));
        }
        pagesRead++;
        Optional<PartitionCursor> next =
                LinkHeader.next(response).map(link -> PartitionCursor.at(cursor(session, link)));
        return next.map(cursor -> StreamPage.more(items, cursor))
                .orElseGet(() -> StreamPage.last(items))
                .withCount(count(ids, body.optionalNumber("total")));
    }

    private ListingCount count(List<String> ids, Optional<Long> total) {
        return switch (defect) {
            case IGNORES_THE_PROVIDERS_COUNT -> ListingCount.NONE;
            case CLAIMS_THAT_PAGES_START_A_LISTING -> ListingCount.NONE.asStart();
            default -> ListingCount.NONE.withTotal(ids, total);
        };
    }

    /**
     * Returns a cursor for the link. If the link leads to the called server, the cursor omits the server's address, so
     * that it remains valid if the server is called at another address.
     */
    private String cursor(ProviderSession session, URI link) {
        if (defect == ConnectorFlaw.REPEATS_CURSORS) {
            return "/v1/integrations?after=int-2";
        }
        if (defect == ConnectorFlaw.KEEPS_STATE_BETWEEN_PAGES) {
            return "/v1/integrations?after=int-" + 2 * pagesRead;
        }
        URI base = AcmeConnector.uri(session, "");
        boolean own = base.getRawAuthority().equals(link.getRawAuthority());
        return own ? link.getRawPath() + "?" + link.getRawQuery() : link.toString();
    }

    private AccessObservation observation(Connection connection, JsonNodeReader item) throws ConnectorException {
        String id = defect == ConnectorFlaw.REPEATS_IDS ? "int-1" : item.id("id");
        String level = item.text("level");
        if (defect == ConnectorFlaw.CHOKES_ON_NEW_VALUES
                && !Set.of("read", "write").contains(level)) {
            throw item.unexpected("read or write");
        }
        if (defect == ConnectorFlaw.CRASHES_ON_WHAT_IT_DOES_NOT_EXPECT
                && !level.startsWith("r")
                && !level.startsWith("w")) {
            throw new IllegalStateException(level);
        }
        String shown = defect == ConnectorFlaw.FORMATS_IN_THE_MACHINES_LOCALE
                ? "%s %d".formatted(item.text("name"), 7)
                : level;
        NonHumanIdentity identity = NonHumanIdentity.of(
                        new IdentityId(connection.id(), IdentityKind.OAUTH_CLIENT, id),
                        AcmeConnector.PROVIDER,
                        "integration",
                        item.text("name"))
                .withAttributes(Map.of("level", shown));
        return new AccessObservation.GrantObserved(
                identity,
                Grant.of(
                        "workspace",
                        GrantSubject.tenant(),
                        "acme-notes",
                        PermissionKind.OAUTH_SCOPE,
                        item.texts("scopes")));
    }
}
