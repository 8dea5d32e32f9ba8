package io.grantkeeper.aws.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A test double of an AWS service. It records its requests and accepts only those with a valid signature (SigV4). */
public final class RecordingAwsService implements AutoCloseable {
    public static final String ID = "AKIDEXAMPLE";
    public static final String SECRET = "not-a-secret-of-anybody";
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request,"
                    + " SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Function<Request, Answer> answers;

    /**
     * A recorded request.
     *
     * @param query the parameters of the query, decoded
     * @param headers the headers, keyed by lowercase name
     */
    public record Request(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String text,
            String service) {}

    /** The response of the service. Some services return part of the result in headers instead of the body. */
    public record Answer(int status, String contentType, String body, Map<String, String> headers) {
        public Answer(int status, String contentType, String body) {
            this(status, contentType, body, Map.of());
        }
    }

    public RecordingAwsService(Function<Request, Answer> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Returns the environment variables that connect a client to this service, including credentials and a region.
     *
     * @param endpointVariable the name of the variable that contains the service's address
     */
    public Map<String, String> environment(String endpointVariable) {
        return Map.of(
                endpointVariable,
                address().toString(),
                "AWS_ACCESS_KEY_ID",
                ID,
                "AWS_SECRET_ACCESS_KEY",
                SECRET,
                "AWS_REGION",
                "eu-central-1");
    }

    public List<Request> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher authorization = AUTHORIZATION.matcher(headers.getOrDefault("authorization", ""));
            Answer answer;
            if (authorization.matches() && isSigned(exchange, headers, body, authorization)) {
                Request request = new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(),
                        query(exchange),
                        headers,
                        new String(body, StandardCharsets.UTF_8),
                        authorization.group(4));
                requests.add(request);
                answer = answers.apply(request);
            } else {
                answer = new Answer(403, "text/plain", "the signature does not match");
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", answer.contentType());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Returns whether the request's signature equals the one that AWS Signature Version 4 defines for the request. */
    private static boolean isSigned(
            HttpExchange exchange, Map<String, String> headers, byte[] body, Matcher authorization) {
        String date = authorization.group(2);
        String region = authorization.group(3);
        String service = authorization.group(4);
        String path = exchange.getRequestURI().getRawPath();
        // All services except S3 encode the path twice.
        String signed = service.equals("s3") ? path : path.replace("%", "%25");
        List<String> lines = new ArrayList<>(List.of(exchange.getRequestMethod(), signed, canonicalQuery(exchange)));
        for (String name : authorization.group(5).split(";", -1)) {
            lines.add(name + ":" + headers.getOrDefault(name, "").strip().replaceAll(" +", " "));
        }
        lines.add("");
        lines.add(authorization.group(5));
        lines.add(headers.getOrDefault("x-amz-content-sha256", hex(sha256(body))));
        String scope = String.join("/", date, region, service, "aws4_request");
        String toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                headers.getOrDefault("x-amz-date", ""),
                scope,
                hex(sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))));
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(date, region, service, "aws4_request")) {
            key = hmac(key, part);
        }
        return authorization.group(1).equals(ID) && hex(hmac(key, toSign)).equals(authorization.group(6));
    }

    /** Returns the query as Signature Version 4 signs it: sorted, and with an equals sign in each parameter. */
    private static String canonicalQuery(HttpExchange exchange) {
        return parameters(exchange)
                .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        parameters(exchange).forEach(parameter -> {
            String[] parts = parameter.split("=", 2);
            query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        });
        return query;
    }

    private static Stream<String> parameters(HttpExchange exchange) {
        return Stream.ofNullable(exchange.getRequestURI().getRawQuery())
                .flatMap(query -> Arrays.stream(query.split("&", -1)))
                .filter(parameter -> !parameter.isEmpty());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
