package io.grantkeeper.functions.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the browser application, which are part of the bundle. Only listed files are served. A file under
 * {@code assets} has its digest in its name, so browsers may cache it forever; the start page is revalidated each time.
 */
final class StaticFiles {
    private static final String FOLDER = "/console-web/";
    private static final String INDEX = "index.html";
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json; charset=utf-8"),
            Map.entry("svg", "image/svg+xml; charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, StaticFile> files;

    private record StaticFile(String type, String body, Optional<String> compressed, String etag) {}

    private StaticFiles(Map<String, StaticFile> files) {
        this.files = Map.copyOf(files);
    }

    /** Returns the files of the bundle; no files if the bundle was built without the browser application. */
    static StaticFiles standard() {
        Map<String, StaticFile> files = new HashMap<>();
        resource("files.txt")
                .map(list -> new String(list, StandardCharsets.UTF_8))
                .orElse("")
                .lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.startsWith("."))
                .forEach(name -> type(name)
                        .ifPresent(type -> resource(name).ifPresent(bytes -> files.put(name, file(type, bytes)))));
        return new StaticFiles(files);
    }

    private static Optional<String> type(String name) {
        return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static Optional<byte[]> resource(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static StaticFile file(String type, byte[] bytes) {
        String body = Base64.getEncoder().encodeToString(bytes);
        Optional<String> compressed = type.contains("charset")
                ? Optional.of(Base64.getEncoder().encodeToString(gzip(bytes)))
                : Optional.empty();
        return new StaticFile(type, body, compressed, "\"" + ConsoleTokens.digest(body) + "\"");
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compress", e);
        }
        return out.toByteArray();
    }

    /**
     * Returns the file at a path. For an application path that names no file, such as a link to an identity, returns
     * the start page.
     */
    ConsoleResponse serve(ConsoleRequest request) {
        String name = request.path().length() <= ConsoleUrlPaths.HOME.length()
                ? INDEX
                : request.path().substring(ConsoleUrlPaths.HOME.length());
        boolean asset = name.startsWith("assets/");
        StaticFile file = files.get(name);
        if (file == null && (asset || name.substring(name.lastIndexOf('/') + 1).contains("."))) {
            return ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "the console has no such file")
                    .response();
        }
        if (file == null) {
            file = files.get(INDEX);
        }
        if (file == null) {
            return ConsoleResponse.text(
                    200,
                    "text/plain",
                    "This build does not contain the browser application. The API is at /api/v1; see /api/v1/openapi.json.\n");
        }
        return response(file, asset, request);
    }

    private static ConsoleResponse response(StaticFile file, boolean asset, ConsoleRequest request) {
        Map<String, String> headers = new HashMap<>();
        headers.put("cache-control", asset ? IMMUTABLE : "no-cache");
        headers.put("etag", file.etag());
        headers.put("vary", "accept-encoding");
        if (request.header("if-none-match")
                .filter(known -> known.contains(file.etag()))
                .isPresent()) {
            return ConsoleResponse.empty(304).withHeaders(headers);
        }
        headers.put("content-type", file.type());
        boolean zip = file.compressed().isPresent()
                && request.header("accept-encoding")
                        .filter(all -> all.contains("gzip"))
                        .isPresent();
        if (zip) {
            headers.put("content-encoding", "gzip");
        }
        return new ConsoleResponse(
                200, headers, java.util.List.of(), zip ? file.compressed().get() : file.body(), true);
    }
}
