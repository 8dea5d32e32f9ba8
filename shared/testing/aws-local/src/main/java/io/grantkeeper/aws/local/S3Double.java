package io.grantkeeper.aws.local;

import io.grantkeeper.aws.local.RecordingAwsService.Answer;
import io.grantkeeper.aws.local.RecordingAwsService.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A double of S3 for {@link RecordingAwsService}, with the buckets and the calls that Grantkeeper uses: {@code PutObject}
 * with {@code If-None-Match}, {@code GetObject} with a range, and {@code ListObjectsV2}. As documented for general
 * purpose buckets, a listing is in the order of the keys' UTF-8 bytes, {@code start-after} is exclusive, a page has at
 * most 1,000 keys, and a continuation token takes precedence over {@code start-after}.
 */
public final class S3Double implements Function<Request, Answer> {
    private static final String XML = "application/xml";
    private static final int LARGEST_PAGE = 1000;

    /** The objects, keyed by bucket and key. */
    private final ConcurrentSkipListMap<String, String> objects = new ConcurrentSkipListMap<>((one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)));

    /** Returns the objects, keyed by {@code bucket/key}, so that tests can read and change them. */
    public Map<String, String> objects() {
        return objects;
    }

    @Override
    public Answer apply(Request request) {
        String path = URLDecoder.decode(request.path().substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        boolean isBucket = path.indexOf('/') < 0 || path.indexOf('/') == path.length() - 1;
        return switch (request.method()) {
            case "PUT" -> put(request, path);
            case "GET" ->
                isBucket && "2".equals(request.query().get("list-type"))
                        ? list(request, path.replace("/", ""))
                        : get(request, path);
            default -> error(405, "MethodNotAllowed");
        };
    }

    private Answer put(Request request, String path) {
        if (!"*".equals(request.headers().get("if-none-match"))) {
            objects.put(path, content(request));
        } else if (objects.putIfAbsent(path, content(request)) != null) {
            return error(412, "PreconditionFailed");
        }
        return new Answer(200, XML, "");
    }

    /**
     * Returns the content of a request. If the SDK sent it in chunks in order to append a checksum, decodes the chunks.
     */
    private static String content(Request request) {
        if (!request.headers().getOrDefault("content-encoding", "").contains("aws-chunked")) {
            return request.text();
        }
        byte[] body = request.text().getBytes(StandardCharsets.UTF_8);
        StringBuilder content = new StringBuilder();
        String rest = new String(body, StandardCharsets.ISO_8859_1);
        while (true) {
            int end = rest.indexOf("\r\n");
            int length = Integer.parseInt(rest.substring(0, end).split(";", 2)[0], 16);
            if (length == 0) {
                return new String(content.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
            content.append(rest, end + 2, end + 2 + length);
            rest = rest.substring(end + 2 + length + 2);
        }
    }

    private Answer get(Request request, String path) {
        String object = objects.get(path);
        if (object == null) {
            return error(404, "NoSuchKey");
        }
        String range = request.headers().get("range");
        if (range == null) {
            return new Answer(200, "text/plain; charset=utf-8", object);
        }
        byte[] bytes = object.getBytes(StandardCharsets.UTF_8);
        String[] ends = range.substring("bytes=".length()).split("-", 2);
        int from = Integer.parseInt(ends[0]);
        int to = Math.min(bytes.length, Integer.parseInt(ends[1]) + 1);
        if (from >= bytes.length) {
            return error(416, "InvalidRange");
        }
        return new Answer(
                206,
                "text/plain; charset=utf-8",
                new String(bytes, from, to - from, StandardCharsets.UTF_8),
                Map.of("content-range", "bytes %d-%d/%d".formatted(from, to - 1, bytes.length)));
    }

    private Answer list(Request request, String bucket) {
        Map<String, String> query = request.query();
        String token = query.get("continuation-token");
        String after = token == null
                ? query.getOrDefault("start-after", "")
                : new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        int most = Math.min(LARGEST_PAGE, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
        List<String> keys = objects.tailMap(bucket + "/" + after, false).keySet().stream()
                .filter(key -> key.startsWith(bucket + "/" + query.getOrDefault("prefix", "")))
                .map(key -> key.substring(bucket.length() + 1))
                .limit(most + 1L)
                .toList();
        boolean truncated = keys.size() > most;
        List<String> page = keys.subList(0, Math.min(most, keys.size()));
        String next = truncated
                ? "<NextContinuationToken>%s</NextContinuationToken>"
                        .formatted(Base64.getEncoder()
                                .encodeToString(page.getLast().getBytes(StandardCharsets.UTF_8)))
                : "";
        return new Answer(200, XML, """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>%s</Name><KeyCount>%d</KeyCount>\
                <MaxKeys>%d</MaxKeys><IsTruncated>%s</IsTruncated>%s%s</ListBucketResult>""".formatted(
                        bucket,
                        page.size(),
                        most,
                        truncated,
                        next,
                        page.stream()
                                .map(key -> "<Contents><Key>%s</Key><Size>1</Size></Contents>".formatted(xml(key)))
                                .collect(Collectors.joining())));
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static Answer error(int status, String code) {
        return new Answer(status, XML, "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, code));
    }
}
