package io.grantkeeper.functions.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.json.JsonTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenID Connect issuer on the loopback address. It provides discovery, keys, an authorization endpoint and a token
 * endpoint, which verifies the client, the redirect URI and PKCE, and accepts each code once. Tests set the fields of
 * this class to make it respond incorrectly.
 */
public final class OidcIssuerDouble implements AutoCloseable {
    public static final String CLIENT = "console";
    public static final String SECRET = "a client secret of the tests";

    private static final KeyPair KEY = keyPair();
    private static final KeyPair OTHER_KEY = keyPair();

    /** The claims of the ID token besides those that the protocol requires. */
    public final Map<String, Object> claims = new HashMap<>();

    /** The issuer that the ID token states; empty for the issuer's URL. */
    public Optional<String> issuerClaim = Optional.empty();

    /** The audience that the ID token states. */
    public String audience = CLIENT;

    /** The nonce that the ID token states; empty for the nonce of the request. */
    public Optional<String> nonceClaim = Optional.empty();

    /** The age of the ID token. */
    public Duration age = Duration.ZERO;

    /** The period of validity of a token, starting when it is issued. */
    public Duration valid = Duration.ofMinutes(5);

    /** The time since the person signed in; empty to omit the claim. */
    public Optional<Duration> signedIn = Optional.of(Duration.ZERO);

    /** Whether the token is signed with a key that the issuer does not publish. */
    public boolean signsWithOtherKey;

    /** The name of the key that the issuer publishes and signs with. */
    public String keyId = "k1";

    /** The key name that tokens state; empty for the key's actual name. */
    public Optional<String> statedKeyId = Optional.empty();

    /** Whether requests for discovery and keys fail. */
    public boolean failing;

    /** The number of calls to the token endpoint. */
    public int exchanges;

    /** The number of reads of the discovery document. */
    public int discoveries;

    /** The number of reads of the keys. */
    public int keyReads;

    private final HttpServer server;
    private final Clock clock;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    public OidcIssuerDouble(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> {
            discoveries++;
            answer(exchange, failing ? 500 : 200, discovery());
        });
        server.createContext("/keys", exchange -> {
            keyReads++;
            answer(exchange, failing ? 500 : 200, keys());
        });
        server.createContext("/token", this::token);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String discovery() {
        ObjectNode json = JsonTrees.object();
        json.put("issuer", issuer());
        json.put("authorization_endpoint", issuer() + "/authorize");
        json.put("token_endpoint", issuer() + "/token");
        json.put("jwks_uri", issuer() + "/keys");
        json.putArray("token_endpoint_auth_methods_supported").add("client_secret_basic");
        return json.toString();
    }

    private String keys() {
        RSAPublicKey key = (RSAPublicKey) KEY.getPublic();
        ObjectNode json = JsonTrees.object();
        json.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", keyId)
                .put("n", base64(unsigned(key.getModulus())))
                .put("e", base64(unsigned(key.getPublicExponent())));
        return json.toString();
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Signs a person in, as the authorization endpoint does after it has authenticated the person.
     *
     * @param location the URL to which the client sent the browser
     * @return the parameters with which the browser returns
     */
    public Map<String, String> authorize(String location) {
        Map<String, String> request = parameters(URI.create(location).getRawQuery());
        for (String required :
                List.of("response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge")) {
            if (!request.containsKey(required)) {
                throw new IllegalArgumentException("the authorization request lacks " + required);
            }
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, request);
        return new HashMap<>(Map.of("code", code, "state", request.getOrDefault("state", ""), "iss", issuer()));
    }

    private void token(HttpExchange exchange) throws IOException {
        exchanges++;
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> request = codes.remove(form.getOrDefault("code", ""));
        String client = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        boolean valid = request != null
                && client.equals(exchange.getRequestHeaders().getFirst("authorization"))
                && form.getOrDefault("redirect_uri", "").equals(request.get("redirect_uri"))
                && challenge(form.getOrDefault("code_verifier", "")).equals(request.get("code_challenge"));
        if (request == null || !valid) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        ObjectNode json = JsonTrees.object();
        json.put("token_type", "Bearer");
        json.put("access_token", "not used");
        json.put("id_token", jwt("JWT", idToken(request.getOrDefault("nonce", ""))));
        answer(exchange, 200, json.toString());
    }

    private ObjectNode idToken(String nonce) {
        Instant issued = clock.instant().minus(age);
        ObjectNode json = JsonTrees.object();
        json.put("iss", issuerClaim.orElseGet(this::issuer));
        json.put("aud", audience);
        json.put("sub", "subject-1");
        json.put("iat", issued.getEpochSecond());
        json.put("exp", issued.plus(valid).getEpochSecond());
        json.put("nonce", nonceClaim.orElse(nonce));
        signedIn.ifPresent(
                ago -> json.put("auth_time", clock.instant().minus(ago).getEpochSecond()));
        add(claims, json);
        return json;
    }

    /** Returns an access token for a program. */
    public String accessToken(String subject, String forAudience, Map<String, Object> more) {
        Instant issued = clock.instant().minus(age);
        ObjectNode json = JsonTrees.object();
        json.put("iss", issuer());
        json.put("aud", forAudience);
        json.put("sub", subject);
        json.put("iat", issued.getEpochSecond());
        json.put("exp", issued.plus(valid).getEpochSecond());
        add(more, json);
        return jwt("at+jwt", json);
    }

    private static void add(Map<String, Object> claims, ObjectNode json) {
        claims.forEach((name, value) -> {
            switch (value) {
                case String text -> json.put(name, text);
                case Boolean truth -> json.put(name, truth);
                case Long number -> json.put(name, number);
                case List<?> all -> {
                    var array = json.putArray(name);
                    all.forEach(each -> array.add(String.valueOf(each)));
                }
                default ->
                    throw new IllegalArgumentException("a claim must be a string, a boolean, a number or a list");
            }
        });
    }

    private String jwt(String type, ObjectNode payload) {
        ObjectNode header = JsonTrees.object();
        header.put("alg", "RS256");
        header.put("kid", statedKeyId.orElse(keyId));
        header.put("typ", type);
        String content = base64(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(payload.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign((signsWithOtherKey ? OTHER_KEY : KEY).getPrivate());
            signature.update(content.getBytes(StandardCharsets.UTF_8));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        return base64(Sha256.of(verifier));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
