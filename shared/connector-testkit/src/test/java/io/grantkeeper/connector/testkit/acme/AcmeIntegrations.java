package io.grantkeeper.connector.testkit.acme;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.Links;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is installed into the workspace, and what it may do there. */
final class AcmeIntegrations implements AccessStream {
    static final StreamId ID = new StreamId("integrations");

    private final Flaw flaw;
    private int pagesRead;

    AcmeIntegrations(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Integrations";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return flaw == Flaw.DECLARES_TOO_FEW_SCOPES ? Set.of("notes:read") : Set.of("integrations:read");
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        session.connection().requiredSetting("workspace");
        return List.of(Partition.whole(ID));
    }

    /** The cursor is the next page's whole address: Acme's links are opaque. */
    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        URI uri = from.token().map(URI::create).orElseGet(() -> AcmeConnector.uri(session, "/integrations"));
        URI relative = AcmeConnector.uri(session, "").resolve(uri);
        List<Observation> items = new ArrayList<>();
        ProviderResponse response;
        try {
            response = session.http().send(ProviderRequest.get(relative, AcmeConnector.LIMIT, AcmeConnector.TOKEN));
        } catch (ConnectorException e) {
            boolean swallowed =
                    switch (flaw) {
                        case ENDS_WITH_A_LAST_PAGE_AFTER_A_FAILURE -> e.problem() instanceof Unavailable;
                        case TAKES_A_LINK_ELSEWHERE_FOR_THE_END -> e.problem() instanceof UnexpectedResponse;
                        default -> false;
                    };
            if (swallowed) {
                return Page.last(items);
            }
            throw e;
        }
        for (JsonBody item : JsonBody.of(response).list("items")) {
            items.add(observation(session.connection(), item));
        }
        pagesRead++;
        Optional<Cursor> next = Links.next(response).map(link -> Cursor.at(cursor(session, link)));
        return next.map(cursor -> Page.more(items, cursor)).orElseGet(() -> Page.last(items));
    }

    /** Kept without the address of our own server, so that a cursor means the same wherever it is read. */
    private String cursor(ProviderSession session, URI link) {
        if (flaw == Flaw.REPEATS_CURSORS) {
            return "/v1/integrations?after=int-2";
        }
        if (flaw == Flaw.KEEPS_STATE_BETWEEN_PAGES) {
            return "/v1/integrations?after=int-" + 2 * pagesRead;
        }
        URI base = AcmeConnector.uri(session, "");
        boolean own = base.getRawAuthority().equals(link.getRawAuthority());
        return own ? link.getRawPath() + "?" + link.getRawQuery() : link.toString();
    }

    private Observation observation(Connection connection, JsonBody item) throws ConnectorException {
        String id = flaw == Flaw.REPEATS_IDS ? "int-1" : item.id("id");
        String level = item.text("level");
        if (flaw == Flaw.CHOKES_ON_NEW_VALUES && !Set.of("read", "write").contains(level)) {
            throw item.unexpected("read or write");
        }
        if (flaw == Flaw.CRASHES_ON_WHAT_IT_DOES_NOT_EXPECT && !level.startsWith("r") && !level.startsWith("w")) {
            throw new IllegalStateException(level);
        }
        String shown = flaw == Flaw.FORMATS_IN_THE_MACHINES_LOCALE ? "%s %d".formatted(item.text("name"), 7) : level;
        NonHumanIdentity holder = NonHumanIdentity.of(
                        new IdentityId(connection.id(), IdentityKind.OAUTH_CLIENT, id),
                        AcmeConnector.PROVIDER,
                        "integration",
                        item.text("name"))
                .withAttributes(Map.of("level", shown));
        return new Observation.GrantObserved(
                holder,
                Grant.of(
                        "workspace",
                        GrantSubject.tenant(),
                        "acme-notes",
                        PermissionKind.OAUTH_SCOPE,
                        item.texts("scopes")));
    }
}
