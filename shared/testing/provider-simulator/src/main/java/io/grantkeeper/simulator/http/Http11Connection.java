package io.grantkeeper.simulator.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** HTTP/1.1 framing on one connection, limited to what API clients send and expect. */
final class Http11Connection {

    /** The maximum length of a request line or a header line, in bytes. Longer lines are refused. */
    private static final int MAX_LINE = 64 * 1024;

    private final BufferedInputStream in;
    private final BufferedOutputStream out;
    private final String fallbackBase;

    Http11Connection(BufferedInputStream in, BufferedOutputStream out, String fallbackBase) {
        this.in = in;
        this.out = out;
        this.fallbackBase = fallbackBase;
    }

    /** Reads the next request, or returns empty if the client closed the connection. */
    Optional<SimulatorRequest> read() throws IOException {
        String start = line();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = start.split(" ", 3);
        if (parts.length < 3) {
            throw new IOException("not an HTTP request line");
        }
        Map<String, String> headers = headers();
        byte[] body = body(headers);
        String target = parts[1];
        int question = target.indexOf('?');
        String host = headers.get("host");
        return Optional.of(new SimulatorRequest(
                parts[0],
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers,
                body,
                host == null ? fallbackBase : "http://" + host));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        String length = headers.get("content-length");
        return length == null ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        var whole = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            whole.write(in.readNBytes(size));
            line();
        }
        while (!line().isEmpty()) {
            // Trailers are ignored.
        }
        return whole.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        var bytes = new ByteArrayOutputStream(128);
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() > MAX_LINE) {
                throw new IOException("line too long");
            }
            if (b != '\r') {
                bytes.write(b);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    void write(SimulatorResponse response, boolean keep, boolean headOnly) throws IOException {
        head(response, keep);
        if (!headOnly) {
            out.write(response.body());
        }
        out.flush();
    }

    /** Sends headers that state the length of the whole body, but sends only half of the body. */
    void writeHalf(SimulatorResponse response) throws IOException {
        head(response, false);
        out.write(response.body(), 0, response.body().length / 2);
        out.flush();
    }

    void writeFirstBytes() throws IOException {
        out.write("HTTP/1.1 2".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void head(SimulatorResponse response, boolean keep) throws IOException {
        var head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(response.status())
                .append(" -\r\n");
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (response.status() != 204 && response.status() != 304) {
            head.append("Content-Length: ").append(response.body().length).append("\r\n");
        }
        head.append("Connection: ").append(keep ? "keep-alive" : "close").append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
