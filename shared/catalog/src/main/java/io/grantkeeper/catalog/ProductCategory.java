package io.grantkeeper.catalog;

import java.util.Locale;

/** The purpose of a product. */
public enum ProductCategory {
    MODEL_PROVIDER,
    ASSISTANT,
    NOTE_TAKER,
    CODING_AGENT,
    AGENT_PLATFORM,
    MCP_SERVER,
    AUTOMATION,
    MACHINE_LEARNING,
    WRITING,
    TRANSLATION,
    PRODUCTIVITY,
    SEARCH,
    DATA_ANALYSIS,
    IMAGE_AND_DESIGN,
    VIDEO,
    VOICE,
    MUSIC,
    SALES,
    MARKETING,
    CUSTOMER_SUPPORT,
    HUMAN_RESOURCES,
    LEGAL,
    FINANCE,
    HEALTH,
    EDUCATION,
    SECURITY,
    COMPANION,
    INDUSTRY,
    COMMUNICATION,
    DEVELOPER_TOOL,
    BUSINESS_SUITE,
    CONSUMER;

    /** Returns the code used in the data files, in JSON output and by detection. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
