package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import java.util.List;
import java.util.Optional;

/**
 * The stream of certificates that callers can present in addition to a key (mutual TLS). A certificate alone
 * gives no access.
 */
final class OpenAiCertificatesStream {
    static final StreamId ID = new StreamId("certificates");
    static final String FORM = "mtls-certificate";
    static final String KEY = "certificate/";

    private OpenAiCertificatesStream() {}

    static List<AccessObservation> read(OpenAiIds ids, JsonNodeReader row) throws ConnectorException {
        String id = row.text("id");
        ProviderStatus providerStatus = row.optionalFlag("active")
                .map(active -> active ? ProviderStatus.ACTIVE : ProviderStatus.SUSPENDED)
                .orElse(ProviderStatus.UNKNOWN);
        String name = row.optionalNonBlankText("name").orElse("certificate " + id);
        NonHumanIdentity identity = ids.identity(ids.certificate(id), FORM, name)
                .withStanding(providerStatus)
                .withCreated(OpenAiTimes.orUnknown(row, "created_at"));
        Optional<JsonNodeReader> details = row.optionalObject("certificate_details");
        Timestamp validFrom =
                details.isPresent() ? OpenAiTimes.orUnknown(details.get(), "valid_at") : Timestamp.unknown();
        Timestamp expires =
                details.isPresent() ? OpenAiTimes.orUnknown(details.get(), "expires_at") : Timestamp.unknown();
        return List.of(new CredentialObserved(
                identity,
                Credential.of(KEY + id, CredentialType.CERTIFICATE, name)
                        .withStanding(providerStatus)
                        .withLifetime(validFrom, expires)));
    }
}
