package io.grantkeeper.harness.packaging;

import java.io.BufferedOutputStream;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Removes from a bundle what its functions never load: whole jars and, inside the other jars, native libraries for
 * other platforms and build metadata. Anything that a library may load by reflection stays. {@code PackagedBundlesIT}
 * runs every trimmed bundle to prove that it still works.
 */
final class BundleTrimmer {
    /** Whole jars to remove, by name prefix, each with the reason why nothing on Lambda loads it. */
    private static final List<String> JARS = List.of(
            // Adapters for old Kotlin versions; Spring's optional Kotlin support needs only the Kotlin library itself.
            "kotlin-stdlib-jdk",
            "annotations-13",
            // Compile-time annotations.
            "jspecify-",
            "error_prone_annotations-");

    /**
     * Jars that only one module needs: prefixes of the jars' names, each mapped to that module. Other modules contain
     * these jars only because they depend on the adapter module.
     */
    private static final Map<String, String> JARS_OF_ONE = Map.of(
            "s3-", "seal-ledger",
            "kms-", "seal-ledger",
            "aws-xml-protocol-", "seal-ledger",
            "aws-query-protocol-", "seal-ledger",
            "arns-", "seal-ledger",
            "eventbridge-", "publish-signals",
            "crt-core-", "seal-ledger");

    /**
     * The modules whose functions read from no provider. The connectors, on which the function runtime depends, are
     * removed from the bundles of these modules.
     */
    private static final Set<String> MODULES_WITHOUT_CONNECTORS = Set.of("seal-ledger");

    private static final Pattern CONNECTOR = Pattern.compile("grantkeeper-connector-(?!spi-).*");

    /**
     * Entries to remove from jars: native libraries for other systems, module descriptors, signatures, and files that
     * only builds need.
     */
    private static final Pattern ENTRIES = Pattern.compile("META-INF/maven/.*|META-INF/versions/.*/module-info\\.class"
            + "|module-info\\.class|.*\\.(kotlin_module|kotlin_builtins|proto|adoc|dll|dylib|jnilib)"
            + "|META-INF/(INDEX\\.LIST|.*\\.(SF|DSA|RSA))|codegen-resources/.*|META-INF/native-image/.*"
            + "|.*(windows|win32|darwin|macos|freebsd).*\\.(so|a)");

    /** The trimmed jars. Bundles share most jars, so each jar is trimmed and compressed only once. */
    private final Map<JarId, ReproducibleZip.Content> trimmedJars = new ConcurrentHashMap<>();

    /** The identity of a jar in the bundles of one build. */
    private record JarId(String name, long size, long crc) {}

    /** Writes the trimmed bundle of a module. The same bundle always produces the same bytes. */
    void trim(String module, Path bundle, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile());
                ReproducibleZip out = new ReproducibleZip(new BufferedOutputStream(Files.newOutputStream(target)))) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries()).stream()
                    .filter(entry -> !entry.isDirectory())
                    .sorted(Comparator.comparingInt((ZipEntry entry) -> rank(entry.getName()))
                            .thenComparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : entries) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (isNeeded(module, name)) {
                    out.put(entry.getName(), name.endsWith(".jar") ? trimmedJar(zip, entry) : content(zip, entry));
                }
            }
        }
    }

    private static boolean isNeeded(String module, String jar) {
        return JARS.stream().noneMatch(jar::startsWith)
                && !(MODULES_WITHOUT_CONNECTORS.contains(module)
                        && CONNECTOR.matcher(jar).matches())
                && JARS_OF_ONE.entrySet().stream()
                        .noneMatch(only -> jar.startsWith(only.getKey())
                                && !only.getValue().equals(module));
    }

    /**
     * Returns the rank by which a bundle's jars are ordered on the class path. Grantkeeper's own jars come first, so
     * that a lookup by name finds its target before many jars have been opened.
     */
    private static int rank(String name) {
        return name.startsWith("lib/grantkeeper-fn-") ? 0 : name.startsWith("lib/grantkeeper-") ? 1 : 2;
    }

    private ReproducibleZip.Content trimmedJar(ZipFile zip, ZipEntry entry) throws IOException {
        JarId id = new JarId(entry.getName(), entry.getSize(), entry.getCrc());
        ReproducibleZip.Content known = trimmedJars.get(id);
        if (known != null) {
            return known;
        }
        ReproducibleZip.Content trimmed = ReproducibleZip.Content.of(trimJar(zip.getInputStream(entry)));
        trimmedJars.put(id, trimmed);
        return trimmed;
    }

    private static ReproducibleZip.Content content(ZipFile zip, ZipEntry entry) throws IOException {
        return ReproducibleZip.Content.of(zip.getInputStream(entry).readAllBytes());
    }

    private static byte[] trimJar(InputStream jar) throws IOException {
        ByteArrayOutputStream trimmed = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(jar);
                ReproducibleZip out = new ReproducibleZip(trimmed)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory() && !ENTRIES.matcher(entry.getName()).matches()) {
                    out.put(entry.getName(), ReproducibleZip.Content.of(in.readAllBytes()));
                }
            }
        }
        return trimmed.toByteArray();
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = sha256();
            in.transferTo(new DigestOutputStream(java.io.OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available in this Java runtime", e);
        }
    }
}
