package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stream of project service accounts, each with a grant for its role in the project. The grant has the permission
 * kind {@code app-permission}, because a project owner and an organization owner have different permissions, although
 * the roles have the same name. The stream of project keys reads the accounts' keys.
 */
final class OpenAiServiceAccountsStream {
    static final StreamId ID = new StreamId("service-accounts");
    static final String FORM = "service-account";
    static final String KEY = "project/";

    private OpenAiServiceAccountsStream() {}

    static List<AccessObservation> read(OpenAiIds ids, OpenAiProject project, JsonNodeReader row)
            throws ConnectorException {
        Optional<String> role = row.optionalText(OpenAiIds.ROLE);
        Map<String, String> attributes = project.attributes();
        role.ifPresent(text -> attributes.put(OpenAiIds.ROLE, text));
        String id = row.text("id");
        NonHumanIdentity identity = ids.identity(
                        ids.serviceAccount(id), FORM, row.optionalText("name").orElse(id))
                .withStanding(ProviderStatus.ACTIVE)
                .withCreated(OpenAiTimes.orUnknown(row, "created_at"))
                .withAttributes(attributes);
        Grant grant = Grant.of(
                        KEY + project.id(),
                        GrantSubject.tenant(),
                        OpenAiIds.RESOURCE,
                        PermissionKind.APP_PERMISSION,
                        OpenAiProjectRole.ofAccount(role))
                .withReach(ResourceReach.SELECTED)
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.unknown(), identity.created());
        return List.of(new GrantObserved(identity, grant));
    }
}
