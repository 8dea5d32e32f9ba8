package io.grantkeeper.simulator.google;

import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.signing.RsaKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The service account to which the company gave domain-wide delegation for the inventory. */
public record ServiceAccountCredential(String email, String clientId, String keyId, String projectId, RsaKey key) {

    static ServiceAccountCredential with(RsaKey key) {
        return new ServiceAccountCredential(
                "grantkeeper@larkfield-security.iam.gserviceaccount.com",
                "117204938571620394857",
                "c4b1f08e9d7a2635",
                "larkfield-security",
                key);
    }

    /** The key file as the Google Cloud console would download it, with this simulator's token endpoint in it. */
    public String keyFileJson(URI tokenUri) {
        byte[] json = Json.write(Json.object(
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

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "ServiceAccountCredential[" + email + ']';
    }
}
