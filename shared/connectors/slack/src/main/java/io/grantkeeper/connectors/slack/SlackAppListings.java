package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import java.util.Optional;
import java.util.Set;

/**
 * Creates the streams of the three administrative lists of apps: approved, restricted and requested. Only Enterprise
 * plans have these lists.
 */
final class SlackAppListings {
    static final StreamId APPROVED = new StreamId("approved-apps");
    static final StreamId RESTRICTED = new StreamId("restricted-apps");
    static final StreamId REQUESTS = new StreamId("app-requests");

    static final String APPROVED_KEY = "approved/";
    static final String RESTRICTED_KEY = "restricted/";
    static final String REQUEST_KEY = "request/";

    private SlackAppListings() {}

    /**
     * Returns the stream of approved apps. An approved app need not be installed: the stream of installed apps and the
     * logs show whether an app is in use.
     */
    static AccessStream approved() {
        return SlackAppListingStream.stream(
                APPROVED,
                "Approved apps",
                SlackMethod.APPS_APPROVED,
                "approved_apps",
                (ids, context, row) -> resolved(ids, APPROVED_KEY + context.id(), ProviderStatus.UNKNOWN, row));
    }

    static AccessStream restricted() {
        return SlackAppListingStream.stream(
                RESTRICTED,
                "Restricted apps",
                SlackMethod.APPS_RESTRICTED,
                "restricted_apps",
                (ids, context, row) -> resolved(ids, RESTRICTED_KEY + context.id(), ProviderStatus.SUSPENDED, row));
    }

    static AccessStream requests() {
        return SlackAppListingStream.stream(
                REQUESTS, "Requested apps", SlackMethod.APPS_REQUESTED, "app_requests", SlackAppListings::requested);
    }

    static AccessObservation resolved(SlackIds ids, String key, ProviderStatus providerStatus, JsonNodeReader row)
            throws ConnectorException {
        Set<String> scopes = SlackAppMapper.scopes(row);
        JsonNodeReader by = row.objectOrEmpty("last_resolved_by");
        // The actor may be an app or a rule instead of a person. Other types of actor are recorded as unknown.
        boolean person =
                by.optionalNonBlank("actor_type").filter("user"::equals).isPresent();
        Grant grant = grant(key, scopes)
                .withStanding(providerStatus)
                .withGranted(
                        ids.personOrUnknown(person ? by.optionalNonBlank("actor_id") : Optional.empty()),
                        SlackJson.moment(row, "date_updated"));
        return new GrantObserved(SlackAppMapper.read(ids, row.object("app"), scopes), grant);
    }

    /**
     * Converts a request. The same request can be listed for its workspace and for the organization, so its key
     * contains the workspace or organization that listed it.
     */
    private static AccessObservation requested(SlackIds ids, SlackContext context, JsonNodeReader row)
            throws ConnectorException {
        Set<String> scopes = SlackAppMapper.scopes(row);
        Timestamp at = SlackJson.moment(row, "date_created");
        Grant grant = grant(REQUEST_KEY + context.id() + "/" + row.nonBlank("id"), scopes)
                .withStanding(ProviderStatus.REQUESTED);
        NonHumanIdentity app = SlackAppMapper.read(ids, row.object("app"), scopes);
        Optional<PersonId> by = ids.personOrUnknown(row.objectOrEmpty("user").optionalNonBlank("id"))
                .toOptional();
        return new GrantObserved(
                by.isPresent()
                        ? app.withOwnerClues(Set.of(new OwnerEvidenceItem(by.get(), OwnerRole.REQUESTER, at)))
                        : app,
                grant);
    }

    static Grant grant(String key, Set<String> scopes) {
        return Grant.of(key, GrantSubject.tenant(), SlackIds.RESOURCE, PermissionKind.OAUTH_SCOPE, scopes);
    }
}
