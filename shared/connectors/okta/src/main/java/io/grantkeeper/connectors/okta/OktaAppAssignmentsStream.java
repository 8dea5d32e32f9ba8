package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stream of assignments of people to the apps through which they sign in to systems that Grantkeeper reads, directly
 * or through a group. Each app is a partition, and each assignment is a separate row ({@link PersonId#assignedId}). The
 * last page of an app has one row more, which states that all assignments were read ({@link PersonId#allAssignedId}).
 * Other apps are not read. Source:
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/applicationusers
 */
final class OktaAppAssignmentsStream {
    static final StreamId ID = new StreamId("app-assignments");

    /** The scheme of the alias whose value is the id of the app's identity. */
    static final String SCHEME = "assigned-app";

    /**
     * The id of the partition without rows that stands for a tenant without such apps. Without a partition, the stream
     * would appear as never read.
     */
    private static final String NO_APP = "none";

    /** Okta's maximum page size of this listing. */
    private static final int PAGE_SIZE = 500;

    private static final int APPS_PER_PAGE = 200;

    /** The statuses with which a person cannot sign in through the app: not yet, or no longer. */
    private static final Set<String> UNUSABLE = Set.of(
            "DEPROVISIONED",
            "IMPORTED",
            "INACTIVE",
            "MATCHED",
            "PENDING",
            "REVOKED",
            "STAGED",
            "SUSPENDED",
            "UNASSIGNED");

    private OktaAppAssignmentsStream() {}

    static AccessStream stream() {
        return StreamDefinition.listing(ID, "People assigned to apps for signing in elsewhere")
                .withScopes(OktaScopes.APPS)
                .readBy(OktaAppAssignmentsStream::read)
                .withPartitions(OktaAppAssignmentsStream::partitions)
                .withSegments(OktaAppAssignmentsStream::segmentOf);
    }

    private static List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        OktaClient api = new OktaClient(session);
        Set<String> apps = new TreeSet<>(known);
        for (JsonNodeReader app : api.all(OktaAppMapper.listing(APPS_PER_PAGE))) {
            if (!OktaAppMapper.usesOAuth(app)
                    && OktaSignInAppMapper.identity(session.connection().id(), app)
                            .isPresent()) {
                apps.add(app.text("id"));
            }
        }
        if (apps.isEmpty()) {
            apps.add(NO_APP);
        }
        return apps.stream().map(app -> Partition.of(ID, app, Map.of())).toList();
    }

    /** Returns the user whom an assignment is about; the row about all assignments belongs to no segment. */
    private static String segmentOf(AccessObservation observation) {
        return observation instanceof PersonObserved observed
                        && !observed.person().id().isOfAllAssigned()
                ? observed.person().id().account().externalId()
                : "";
    }

    private static StreamPage read(StreamPageRequest request) throws ConnectorException {
        OktaClient api = new OktaClient(request.session());
        String app = request.partition().id();
        if (app.equals(NO_APP)) {
            return StreamPage.last(List.of());
        }
        Optional<String> user = request.partition().segment();
        if (user.isPresent()) {
            Optional<JsonNodeReader> row =
                    api.find(OktaAppMapper.subresource(OktaScopes.APPS, "users/%s", app, user.get()));
            return StreamPage.last(observe(api, app, row.stream().toList()));
        }
        ProviderResponse response;
        try {
            response = api.page(OktaAppMapper.subresource(OktaScopes.APPS, "users", app)
                    .with("limit", Integer.toString(PAGE_SIZE))
                    .at(request.from()));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound && request.from().token().isEmpty()) {
                return StreamPage.last(List.of()); // The app was deleted, and with it its assignments.
            }
            throw e;
        }
        List<AccessObservation> rows =
                observe(api, app, JsonNodeReader.of(response).elements());
        if (OktaNextPage.of(response, request.from()).isEmpty()) {
            rows.add(all(api, app));
        }
        return OktaNextPage.toPage(response, request.from(), rows);
    }

    private static List<AccessObservation> observe(OktaClient api, String app, List<JsonNodeReader> rows)
            throws ConnectorException {
        Set<AccessObservation> observed = new LinkedHashSet<>();
        for (JsonNodeReader row : rows) {
            if (!UNUSABLE.contains(row.optionalText("status").orElse(""))) {
                String user = row.text("id");
                PersonId id = new PersonId(api.session().connection().id(), user).assignedId(app);
                observed.add(row(api, app, id, user));
            }
        }
        return new ArrayList<>(observed);
    }

    /** Returns the row which states that everyone who is assigned to an app was read. */
    private static AccessObservation all(OktaClient api, String app) {
        return row(api, app, PersonId.allAssignedId(api.session().connection().id(), app), app);
    }

    private static AccessObservation row(OktaClient api, String app, PersonId id, String name) {
        return new PersonObserved(Person.of(id, name, KnownOrUnknown.unknown(), EmploymentStatus.UNKNOWN)
                .withAliases(Set.of(new Alias(
                        SCHEME,
                        OktaAppMapper.client(api.session().connection().id(), app)
                                .toString()))));
    }
}
