package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The credential of the service account that reads the inventory through domain-wide delegation. */
public record GoogleDelegationCredential(
        String email, String clientId, String keyId, String projectId, SimulatorRsaKey key) {

    static GoogleDelegationCredential with(SimulatorRsaKey key) {
        return new GoogleDelegationCredential(
                "grantkeeper@larkfield-security.iam.gserviceaccount.com",
                "117204938571620394857",
                "c4b1f08e9d7a2635",
                "larkfield-security",
                key);
    }

    /** Returns the key file in the format of the Google Cloud console, but with this simulator's token endpoint. */
    public String keyFileJson(URI tokenUri) {
        byte[] json = SimulatorJson.write(SimulatorJson.object(
                "type",
                "service_account",
                "project_id",
                projectId,
                "private_key_id",
                keyId,
                "private_key",
                key.pkcs8Pem(),
                "client_email",
                email,
                "client_id",
                clientId,
                "auth_uri",
                "https://accounts.google.com/o/oauth2/auth",
                "token_uri",
                tokenUri.toString(),
                "universe_domain",
                "googleapis.com"));
        return new String(json, StandardCharsets.UTF_8);
    }

    /** Returns the credential's description without the key. */
    @Override
    public String toString() {
        return "ServiceAccountCredential[" + email + ']';
    }
}
