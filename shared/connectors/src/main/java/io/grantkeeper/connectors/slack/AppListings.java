package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.util.Optional;
import java.util.Set;

/** The three lists of administrators: apps that were approved, restricted, and asked for. Enterprise plans have them. */
final class AppListings {
    static final StreamId APPROVED = new StreamId("approved-apps");
    static final StreamId RESTRICTED = new StreamId("restricted-apps");
    static final StreamId REQUESTS = new StreamId("app-requests");

    static final String APPROVED_KEY = "approved/";
    static final String RESTRICTED_KEY = "restricted/";
    static final String REQUEST_KEY = "request/";

    private AppListings() {}

    /** Approved is not installed: whether the app is in use is told by the installed apps and by the logs. */
    static AccessStream approved() {
        return new AppListing(
                APPROVED,
                "Approved apps",
                SlackMethod.APPS_APPROVED,
                "approved_apps",
                (naming, place, row) -> resolved(naming, APPROVED_KEY + place.id(), Standing.UNKNOWN, row));
    }

    static AccessStream restricted() {
        return new AppListing(
                RESTRICTED,
                "Restricted apps",
                SlackMethod.APPS_RESTRICTED,
                "restricted_apps",
                (naming, place, row) -> resolved(naming, RESTRICTED_KEY + place.id(), Standing.SUSPENDED, row));
    }

    static AccessStream requests() {
        return new AppListing(
                REQUESTS, "Requested apps", SlackMethod.APPS_REQUESTED, "app_requests", AppListings::requested);
    }

    static Observation resolved(Naming naming, String key, Standing standing, JsonBody row) throws ConnectorException {
        Set<String> scopes = Apps.scopes(row);
        Optional<JsonBody> by = row.optionalObject("last_resolved_by");
        // An app or a rule may have decided; what a new type of actor is, nobody knows.
        boolean person = Read.optional(by, "actor_type").filter("user"::equals).isPresent();
        Grant grant = grant(key, scopes)
                .withStanding(standing)
                .withGranted(
                        naming.known(person ? Read.optional(by, "actor_id") : Optional.empty()),
                        Read.moment(row, "date_updated"));
        return new GrantObserved(Apps.read(naming, row.object("app"), scopes), grant);
    }

    /** The same request can be listed for its workspace and for the organisation, so its row is named by the place. */
    private static Observation requested(Naming naming, Place place, JsonBody row) throws ConnectorException {
        Set<String> scopes = Apps.scopes(row);
        Moment at = Read.moment(row, "date_created");
        Grant grant = grant(REQUEST_KEY + place.id() + "/" + Read.required(row, "id"), scopes)
                .withStanding(Standing.REQUESTED);
        NonHumanIdentity app = Apps.read(naming, row.object("app"), scopes);
        Optional<PersonId> by =
                naming.known(Read.optional(row.optionalObject("user"), "id")).toOptional();
        return new GrantObserved(
                by.isPresent() ? app.withOwnerClues(Set.of(new OwnerClue(by.get(), OwnerRole.REQUESTER, at))) : app,
                grant);
    }

    static Grant grant(String key, Set<String> scopes) {
        return Grant.of(key, GrantSubject.tenant(), Naming.RESOURCE, PermissionKind.OAUTH_SCOPE, scopes);
    }
}
