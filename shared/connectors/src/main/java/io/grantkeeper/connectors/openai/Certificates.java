package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Certificates that callers may prove themselves with beside a key (mutual TLS). They open nothing by themselves. */
final class Certificates {
    static final StreamId ID = new StreamId("certificates");
    static final String FORM = "mtls-certificate";
    static final String KEY = "certificate/";

    private Certificates() {}

    static AccessStream stream() {
        return new Listing(ID, "Certificates for mutual TLS", Duration.ofHours(24), "certificates", Certificates::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        String id = row.text("id");
        Standing standing = row.optionalFlag("active")
                .map(active -> active ? Standing.ACTIVE : Standing.SUSPENDED)
                .orElse(Standing.UNKNOWN);
        String name = row.optionalText("name").filter(text -> !text.isBlank()).orElse("certificate " + id);
        NonHumanIdentity holder = naming.identity(naming.certificate(id), FORM, name)
                .withStanding(standing)
                .withCreated(Epoch.orUnknown(row, "created_at"));
        Optional<JsonBody> details = row.optionalObject("certificate_details");
        Moment validFrom = details.isPresent() ? Epoch.orUnknown(details.get(), "valid_at") : Moment.unknown();
        Moment expires = details.isPresent() ? Epoch.orUnknown(details.get(), "expires_at") : Moment.unknown();
        return List.of(new CredentialObserved(
                holder,
                Credential.of(KEY + id, CredentialType.CERTIFICATE, name)
                        .withStanding(standing)
                        .withLifetime(validFrom, expires)));
    }
}
