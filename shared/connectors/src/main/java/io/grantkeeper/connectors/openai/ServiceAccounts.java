package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Service accounts of projects, each with the role that it has there. Their keys are read as projects' keys. */
final class ServiceAccounts {
    static final StreamId ID = new StreamId("service-accounts");
    static final String FORM = "service-account";
    static final String KEY = "project/";

    private ServiceAccounts() {}

    static AccessStream stream() {
        return new PerProject(
                ID,
                "Service accounts of projects",
                Duration.ofHours(12),
                "service_accounts",
                Map.of(),
                ServiceAccounts::read);
    }

    static List<Observation> read(Naming naming, Project project, JsonBody row) throws ConnectorException {
        Optional<String> role = row.optionalText(Naming.ROLE);
        Map<String, String> attributes =
                new TreeMap<>(Map.of(Naming.PROJECT, project.id(), Naming.PROJECT_NAME, project.name()));
        role.ifPresent(text -> attributes.put(Naming.ROLE, text));
        String id = row.text("id");
        NonHumanIdentity holder = naming.identity(
                        naming.serviceAccount(id),
                        FORM,
                        row.optionalText("name").orElse(id))
                .withStanding(Standing.ACTIVE)
                .withCreated(Epoch.orUnknown(row, "created_at"))
                .withAttributes(attributes);
        Grant grant = Grant.of(
                        KEY + project.id(),
                        GrantSubject.tenant(),
                        Naming.RESOURCE,
                        PermissionKind.APPLICATION,
                        ProjectRole.scopes(role))
                .withReach(ResourceReach.SELECTED)
                .withStanding(Standing.ACTIVE)
                .withGranted(Knowledge.unknown(), holder.created());
        return List.of(new GrantObserved(holder, grant));
    }
}
