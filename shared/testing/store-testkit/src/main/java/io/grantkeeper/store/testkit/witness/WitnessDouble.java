package io.grantkeeper.store.testkit.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.identity.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A witness as described by C2SP tlog-witness, tlog-cosignature and signed-note: an HTTP server with
 * {@code add-checkpoint} that verifies the log's signature and the consistency proof, stores the latest checkpoint of
 * each log, and cosigns. It shares no code with the ledger, so that a mistake in one of them is not repeated in the
 * other.
 */
public final class WitnessDouble implements AutoCloseable {
    private static final byte ED25519 = 1;
    private static final byte COSIGNATURE = 4;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final InstantSource clock;
    private final PrivateKey key;
    private final byte[] publicKey;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<LogKey>> logs = new HashMap<>();
    private final Map<String, Latest> latest = new HashMap<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private volatile Behavior behavior = WitnessDouble::answerAsSpecified;

    /** A trusted key: its ID, and the public key in base64. */
    private record LogKey(int id, String key) {}

    private record Latest(long size, String root) {}

    /** A request and the status of its response. */
    public record Exchange(String body, int status) {}

    /** A response. */
    public record Response(int status, String contentType, String body) {}

    /** The behavior of the witness. A faulty witness does something other than what the specification requires. */
    @FunctionalInterface
    public interface Behavior {
        Response answer(WitnessDouble witness, String body) throws Exception;
    }

    /** Starts a witness on a free port of this machine. */
    public WitnessDouble(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            key = pair.getPrivate();
            byte[] encoded = pair.getPublic().getEncoded();
            publicKey = Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns the submission prefix. */
    public URI url() {
        return URI.create(
                "http://127.0.0.1:%d/prefix".formatted(server.getAddress().getPort()));
    }

    /** Returns the public key in the format of signed-note. */
    public String verifierKey() {
        byte[] typed = join(new byte[] {COSIGNATURE}, publicKey);
        return "%s+%s+%s".formatted(name, HexFormat.of().toHexDigits(keyId(name, typed)), base64(typed));
    }

    /** Lets the witness serve a log, whose public key is in the format of signed-note. */
    public synchronized void serve(String origin, String verifierKey) {
        byte[] typed = Base64.getDecoder().decode(verifierKey.split("\\+", 3)[2]);
        if (typed[0] != ED25519) {
            throw new IllegalArgumentException("a log has a key of type 1");
        }
        logs.computeIfAbsent(origin, _ -> new ArrayList<>())
                .add(new LogKey(keyId(origin, typed), base64(Arrays.copyOfRange(typed, 1, typed.length))));
    }

    /** Returns the size of the latest checkpoint of a log; 0 if there is none. */
    public synchronized long size(String origin) {
        Latest last = latest.get(origin);
        return last == null ? 0 : last.size;
    }

    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** Changes the behavior of the witness from now on. */
    public void behave(Behavior other) {
        behavior = other;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Response response;
            if (!exchange.getRequestMethod().equals("POST")
                    || !exchange.getRequestURI().getPath().equals("/prefix/add-checkpoint")) {
                response = text(405, "not add-checkpoint");
            } else {
                response = behavior.answer(this, body);
            }
            exchanges.add(new Exchange(body, response.status));
            byte[] bytes = response.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", response.contentType);
            exchange.sendResponseHeaders(response.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static Response text(int status, String body) {
        return new Response(status, "text/plain; charset=utf-8", body);
    }

    /** Answers a request as the specification requires. */
    public synchronized Response answerAsSpecified(String body) {
        int blank = body.indexOf("\n\n");
        int signatures = body.lastIndexOf("\n\n");
        if (blank < 0 || signatures <= blank || !body.endsWith("\n")) {
            return text(400, "not a request");
        }
        List<String> head = List.of(body.substring(0, blank).split("\n", -1));
        String text = body.substring(blank + 2, signatures + 1);
        List<String> lines = List.of(text.split("\n", -1));
        if (!head.getFirst().matches("old (0|[1-9][0-9]{0,18})") || head.size() > 64 || lines.size() < 4) {
            return text(400, "not a request");
        }
        long oldSize = Long.parseLong(head.getFirst().substring(4));
        String origin = lines.get(0);
        if (!logs.containsKey(origin)) {
            return text(404, "unknown log");
        }
        if (!isSigned(origin, text, body.substring(signatures + 2))) {
            return text(403, "no trusted signature");
        }
        long size = Long.parseLong(lines.get(1));
        if (oldSize > size) {
            return text(400, "the old size is larger than the size");
        }
        Latest last = latest.getOrDefault(origin, new Latest(0, ""));
        if (oldSize != last.size) {
            return new Response(409, "text/x.tlog.size", last.size + "\n");
        }
        if (oldSize == size && oldSize > 0 && !last.root.equals(lines.get(2))) {
            return text(409, "another root");
        }
        List<byte[]> proof = head.subList(1, head.size()).stream()
                .map(line -> Base64.getDecoder().decode(line))
                .toList();
        if (!isConsistent(oldSize, size, last.root, lines.get(2), proof)) {
            return text(422, "the proof does not verify");
        }
        latest.put(origin, new Latest(size, lines.get(2)));
        return text(200, cosignature(text, clock.instant().getEpochSecond()));
    }

    private boolean isSigned(String origin, String text, String signatures) {
        for (String line : signatures.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length == 3 && words[0].equals("—") && words[1].equals(origin)) {
                byte[] bytes = Base64.getDecoder().decode(words[2]);
                int id = ByteBuffer.wrap(bytes).getInt();
                for (LogKey trusted : logs.getOrDefault(origin, List.of())) {
                    if (trusted.id == id
                            && verifies(
                                    Base64.getDecoder().decode(trusted.key),
                                    text,
                                    Arrays.copyOfRange(bytes, 4, bytes.length))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean verifies(byte[] publicKey, String text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(join(X509_PREFIX, publicKey))));
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** Verifies a consistency proof with the algorithm of RFC 9162, section 2.1.4.2. */
    private static boolean isConsistent(long oldSize, long size, String oldRoot, String root, List<byte[]> given) {
        if (oldSize == 0 || oldSize == size) {
            return given.isEmpty();
        }
        List<byte[]> proof = new ArrayList<>(given);
        if (Long.bitCount(oldSize) == 1) {
            proof.addFirst(Base64.getDecoder().decode(oldRoot));
        }
        if (proof.isEmpty()) {
            return false;
        }
        long fn = oldSize - 1;
        long sn = size - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = proof.getFirst();
        byte[] sr = proof.getFirst();
        for (byte[] hash : proof.subList(1, proof.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = node(hash, fr);
                sr = node(hash, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = node(sr, hash);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && base64(fr).equals(oldRoot) && base64(sr).equals(root);
    }

    /** Returns the signature line of a cosignature of a checkpoint's text. */
    public String cosignature(String text, long seconds) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update("cosignature/v1\ntime %d\n%s".formatted(seconds, text).getBytes(StandardCharsets.UTF_8));
            byte[] id = ByteBuffer.allocate(4)
                    .putInt(keyId(name, join(new byte[] {COSIGNATURE}, publicKey)))
                    .array();
            byte[] time = ByteBuffer.allocate(8).putLong(seconds).array();
            return "— %s %s\n".formatted(name, base64(join(id, join(time, signer.sign()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int keyId(String name, byte[] typedKey) {
        return ByteBuffer.wrap(sha256((name + "\n").getBytes(StandardCharsets.UTF_8), typedKey))
                .getInt();
    }

    private static byte[] node(byte[] left, byte[] right) {
        return sha256(new byte[] {1}, left, right);
    }

    private static byte[] sha256(byte[]... parts) {
        MessageDigest digest = Sha256.digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
