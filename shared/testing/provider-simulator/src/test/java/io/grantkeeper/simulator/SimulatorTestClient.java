package io.grantkeeper.simulator;

import io.grantkeeper.simulator.http.SimulatorJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A client that calls a simulator as a connector does: it signs assertions, fetches tokens and sends requests. */
public final class SimulatorTestClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(1))
            .build();

    /** The response to a call. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public JsonNode json() {
            return SimulatorJson.read(body.getBytes(StandardCharsets.UTF_8));
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final ProviderSimulator simulator;
    private final SimulatorCredentials credentials;

    public SimulatorTestClient(ProviderSimulator simulator) {
        this.simulator = simulator;
        this.credentials = simulator.credentials();
    }

    public SimulatorCredentials credentials() {
        return credentials;
    }

    // ------------------------------------------------------------------------------------------------ GitHub

    public String appAssertion() {
        Instant now = simulator.clock().instant();
        return sign(
                credentials.gitHubPrivateKeyPkcs8Pem(),
                Map.of(
                        "iss",
                        credentials.gitHubClientId(),
                        "iat",
                        now.getEpochSecond() - 60,
                        "exp",
                        now.getEpochSecond() + 540));
    }

    public String installationToken() {
        Answer answer = send(
                "POST",
                simulator.github() + "/app/installations/" + credentials.gitHubInstallationId() + "/access_tokens",
                appAssertion(),
                "");
        return answer.json().path("token").asString();
    }

    public Answer gitHub(String method, String path, String token, String body, String... headers) {
        return send(method, simulator.github() + path, token, body, headers);
    }

    public Answer gitHub(String path) {
        return gitHub("GET", path, installationToken(), "");
    }

    // ------------------------------------------------------------------------------------------------ Google

    public Answer requestGoogleToken(Map<String, Object> changes) {
        Instant now = simulator.clock().instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", credentials.googleServiceAccountEmail());
        claims.put("sub", credentials.googleAdministrator());
        claims.put("aud", "https://oauth2.googleapis.com/token");
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 3600);
        claims.put("scope", "https://www.googleapis.com/auth/admin.directory.user.readonly");
        claims.putAll(changes);
        String assertion = sign(credentials.googlePrivateKeyPkcs8Pem(), claims);
        return postAssertion(assertion);
    }

    public Answer postAssertion(String assertion) {
        String form = "grant_type="
                + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                + "&assertion=" + assertion;
        return send("POST", simulator.googleToken().toString(), "", form);
    }

    public String googleToken(String... scopes) {
        return requestGoogleToken(Map.of("scope", String.join(" ", scopes)))
                .json()
                .path("access_token")
                .asString();
    }

    public Answer google(String method, String path, String token, String body) {
        return send(method, simulator.google() + path, token, body);
    }

    // ------------------------------------------------------------------------------------------------ both

    public static Answer send(String method, String uri, String token, String body, String... headers) {
        try {
            return sendOrFail(method, uri, token, body, headers);
        } catch (IOException broken) {
            throw new AssertionError("the connection broke", broken);
        }
    }

    /**
     * Sends a request. Use this method in tests that break the connection.
     *
     * @throws IOException if the connection fails
     */
    public static Answer sendOrFail(String method, String uri, String token, String body, String... headers)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofMinutes(1))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> received = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> received.put(name, values.getFirst()));
            return new Answer(response.statusCode(), received, response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    public static String sign(String pkcs8Pem, Map<String, ?> claims) {
        try {
            String der = pkcs8Pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(der)));
            Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
            String signed = encoder.encodeToString(SimulatorJson.write(Map.of("alg", "RS256", "typ", "JWT")))
                    + '.'
                    + encoder.encodeToString(SimulatorJson.write(claims));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + encoder.encodeToString(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }
}
