package io.grantkeeper.functions.invoke.image;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Leaves out of a bundle what no function reads: jars of annotations for compilers, and in jars native parts of other
 * platforms and what describes a build. What the reflection of
 * a library needs stays; that what is left works is shown by running every bundle ({@code BundlesIT}).
 */
final class Trimming {
    /** Whole jars, by the beginning of their names, and why nothing on Lambda loads them. */
    private static final List<String> JARS = List.of(
            // Shims for old Kotlin; Spring's optional Kotlin support asks for the library itself alone.
            "kotlin-stdlib-jdk",
            "annotations-13",
            // Compile-time annotations.
            "jspecify-",
            "error_prone_annotations-");

    /** Clients that one module alone calls; they come to all through the module of adapters. */
    private static final Map<String, String> JARS_OF_ONE = Map.of(
            "s3-", "seal-ledger",
            "kms-", "seal-ledger",
            "aws-xml-protocol-", "seal-ledger",
            "aws-query-protocol-", "seal-ledger",
            "arns-", "seal-ledger",
            "eventbridge-", "publish-signals",
            "crt-core-", "seal-ledger");

    /** In a jar: natives of systems that Lambda is not, other editions of classes, sources of the build. */
    private static final Pattern ENTRIES = Pattern.compile("META-INF/maven/.*|META-INF/versions/.*/module-info\\.class"
            + "|module-info\\.class|.*\\.(kotlin_module|kotlin_builtins|proto|adoc|dll|dylib|jnilib)"
            + "|META-INF/(INDEX\\.LIST|.*\\.(SF|DSA|RSA))|codegen-resources/.*|META-INF/native-image/.*"
            + "|.*(windows|win32|darwin|macos|freebsd).*\\.(so|a)");

    private static final long EPOCH = 315_532_800_000L;

    private Trimming() {}

    /** Writes the trimmed bundle of a module; the same bundle always gives the same bytes. */
    static void trim(String module, Path bundle, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries()).stream()
                    .filter(entry -> !entry.isDirectory())
                    .sorted(Comparator.comparingInt((ZipEntry entry) -> rank(entry.getName()))
                            .thenComparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : entries) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (isNeeded(module, name)) {
                    byte[] content = zip.getInputStream(entry).readAllBytes();
                    put(out, entry.getName(), name.endsWith(".jar") ? trimJar(content) : content);
                }
            }
        }
    }

    private static boolean isNeeded(String module, String jar) {
        return JARS.stream().noneMatch(jar::startsWith)
                && JARS_OF_ONE.entrySet().stream()
                        .noneMatch(only -> jar.startsWith(only.getKey())
                                && !only.getValue().equals(module));
    }

    /** Our own jars first: what is looked for by name is found in the first jars that are opened. */
    private static int rank(String name) {
        return name.startsWith("lib/grantkeeper-fn-") ? 0 : name.startsWith("lib/grantkeeper-") ? 1 : 2;
    }

    private static byte[] trimJar(byte[] jar) throws IOException {
        ByteArrayOutputStream trimmed = new ByteArrayOutputStream(jar.length);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(trimmed)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory() && !ENTRIES.matcher(entry.getName()).matches()) {
                    put(out, entry.getName(), in.readAllBytes());
                }
            }
        }
        return trimmed.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.ofEpochSecond(EPOCH / 1_000, 0, java.time.ZoneOffset.UTC));
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(java.io.OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
