package io.grantkeeper.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parses the product tables: tab-separated files with one product per row, in which vertical bars separate the values
 * in a cell. The heading row and lines that start with # are skipped. Among the other names of a product, a tilde marks
 * each one that is an ordinary word.
 */
final class CatalogReader {

    static final String HEADING = "id\tname\tother names\tpublishers\tdomains\tcategory\tclient ids\tai\tname strength";
    private static final String OWN_APPS_HEADING = "provider\tid\tname";
    private static final int COLUMNS = 9;
    private static final String ORDINARY = "~";
    private static final Map<String, ProductCategory> CATEGORIES =
            byCode(ProductCategory.values(), ProductCategory::code);
    private static final Map<String, AiRole> ROLES = byCode(AiRole.values(), AiRole::code);
    private static final Map<String, ProductNameStrength> STRENGTHS =
            byCode(ProductNameStrength.values(), ProductNameStrength::code);

    private CatalogReader() {}

    /** A product and the line of the table that describes it. */
    record Row(CatalogProduct product, String line) {}

    static List<Row> parse(String source, List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#") || line.equals(HEADING)) {
                continue;
            }
            try {
                rows.add(new Row(product(line), line));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(source + " line " + (i + 1) + ": " + wrong.getMessage(), wrong);
            }
        }
        return rows;
    }

    /**
     * Parses the table of the providers' own apps, which has the columns provider, id and name.
     *
     * @return the apps' names by {@code provider=id}
     */
    static Map<String, String> ownApps(String source, List<String> lines) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#") || line.equals(OWN_APPS_HEADING)) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length != 3) {
                throw new IllegalArgumentException(source + " line " + (i + 1)
                        + ": a row must have 3 tab-separated cells (provider, id, name), but this one has "
                        + cells.length);
            }
            String key = CatalogIndex.format(new ProviderClientId(cells[0], cells[1]));
            if (names.putIfAbsent(key, cells[2]) != null) {
                throw new IllegalArgumentException(source + " line " + (i + 1) + ": the id '" + cells[1] + "' of "
                        + cells[0] + " is listed twice; remove one row");
            }
        }
        return names;
    }

    static CatalogProduct product(String line) {
        return product(line.split("\t", -1));
    }

    private static CatalogProduct product(String[] cells) {
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "a row must have " + COLUMNS + " tab-separated cells, but this one has " + cells.length);
        }
        return new CatalogProduct(
                new ProductId(cells[0]),
                cells[1],
                names(cells[2]),
                ordinaryNames(cells[2]),
                values(cells[3]),
                values(cells[4]),
                category(cells[5]),
                cells[6].isEmpty()
                        ? List.of()
                        : values(cells[6]).stream().map(CatalogReader::clientId).toList(),
                role(cells[7]),
                strength(cells[8]));
    }

    private static List<String> names(String cell) {
        return cell.contains(ORDINARY)
                ? values(cell).stream()
                        .map(name -> name.startsWith(ORDINARY) ? name.substring(1) : name)
                        .toList()
                : values(cell);
    }

    private static List<String> ordinaryNames(String cell) {
        return cell.contains(ORDINARY)
                ? values(cell).stream()
                        .filter(name -> name.startsWith(ORDINARY))
                        .map(name -> name.substring(1))
                        .toList()
                : List.of();
    }

    private static List<String> values(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split("\\|", -1));
    }

    private static ProviderClientId clientId(String value) {
        int equals = value.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("a client id must have the form provider=id, but is '" + value + "'");
        }
        return new ProviderClientId(value.substring(0, equals), value.substring(equals + 1));
    }

    private static ProductCategory category(String word) {
        return requireKnown(CATEGORIES.get(word), "the column 'category' has the unknown value", word);
    }

    private static AiRole role(String word) {
        return requireKnown(ROLES.get(word), "the column 'ai' must be product, feature, suite or none, but is", word);
    }

    static ProductNameStrength strength(String word) {
        return requireKnown(
                STRENGTHS.get(word), "the column 'name strength' must be distinct, word or shared, but is", word);
    }

    private static <T> T requireKnown(@Nullable T meant, String otherwise, String word) {
        if (meant == null) {
            throw new IllegalArgumentException("%s '%s'".formatted(otherwise, word));
        }
        return meant;
    }

    private static <T> Map<String, T> byCode(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(word, Function.identity()));
    }
}
