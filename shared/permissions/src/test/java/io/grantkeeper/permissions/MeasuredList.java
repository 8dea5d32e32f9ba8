package io.grantkeeper.permissions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One of the committed lists against which this module is measured. Each list has an open half, against which rules may
 * be compared at any time, and a held-out half, which was scored once, after the last change. A third list contains
 * only changes. It was compiled later, and was scored before anything was corrected. All facts come from vendors'
 * pages.
 */
enum MeasuredList {
    OPEN("open"),
    HELD_OUT("held-out"),
    THIRD("third");

    private final String suffix;

    MeasuredList(String suffix) {
        this.suffix = suffix;
    }

    /**
     * A change of permissions and its documented result.
     *
     * @param expected {@code expanded}, {@code reduced}, {@code same}, or {@code unknown} if a new permission is unknown
     * @param source the vendor's page
     */
    record Change(
            PermissionProvider provider,
            Optional<PermissionForm> kind,
            List<String> before,
            List<String> after,
            String expected,
            String source) {
        /** Returns whether the change must be reported as an expansion: an unknown permission may allow anything. */
        boolean expands() {
            return expected.equals("expanded") || expected.equals("unknown");
        }
    }

    /**
     * A permission and the sensitivity of the data that it reads.
     *
     * @param expected the wire name of the expected sensitivity, followed by others that are also acceptable
     */
    record Reading(
            PermissionProvider provider, Optional<PermissionForm> kind, String permission, List<String> expected) {}

    List<Change> changes() {
        return lines("changes").stream()
                .map(cell -> new Change(
                        PermissionProvider.named(cell[0]).orElseThrow(),
                        kind(cell[1]),
                        List.of(cell[2].split("\\|", -1)),
                        List.of(cell[3].split("\\|", -1)),
                        cell[4],
                        cell[6]))
                .toList();
    }

    List<Reading> readings() {
        return lines("sensitivity").stream()
                .map(cell -> new Reading(
                        PermissionProvider.named(cell[0]).orElseThrow(),
                        kind(cell[1]),
                        cell[2],
                        Arrays.asList(cell[3].split("/", -1))))
                .toList();
    }

    private List<String[]> lines(String list) {
        return PermissionDataFiles.lines("measured/" + list + "-" + suffix + ".tsv").stream()
                .map(line -> line.split("\t", -1))
                .toList();
    }

    private static Optional<PermissionForm> kind(String cell) {
        return cell.equals("-") ? Optional.empty() : PermissionForm.named(cell);
    }
}
