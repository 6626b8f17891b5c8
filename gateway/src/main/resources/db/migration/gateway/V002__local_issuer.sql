-- Used by the local issuer only. Elsewhere these tables stay empty, and the gateway refuses to start if they hold a demo account.

CREATE TABLE account (
    actor text PRIMARY KEY,
    password_hash text NOT NULL,
    role text NOT NULL,
    streets text[] NOT NULL DEFAULT '{}',
    name_zh text NOT NULL,
    name_en text NOT NULL,
    demo boolean NOT NULL
);
COMMENT ON COLUMN account.actor IS 'pseudonymous: what a person logs in with and what events and logs know them by';

-- The newest key signs; all of them are published, so that a token outlives a change of keys.
CREATE TABLE signing_key (
    kid text PRIMARY KEY,
    private_jwk text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Spring Authorization Server's own names and columns.
CREATE TABLE oauth2_authorization (
    id varchar(100) PRIMARY KEY,
    registered_client_id varchar(100) NOT NULL,
    principal_name varchar(200) NOT NULL,
    authorization_grant_type varchar(100) NOT NULL,
    authorized_scopes varchar(1000),
    attributes text,
    state varchar(500),
    authorization_code_value text,
    authorization_code_issued_at timestamptz,
    authorization_code_expires_at timestamptz,
    authorization_code_metadata text,
    access_token_value text,
    access_token_issued_at timestamptz,
    access_token_expires_at timestamptz,
    access_token_metadata text,
    access_token_type varchar(100),
    access_token_scopes varchar(1000),
    oidc_id_token_value text,
    oidc_id_token_issued_at timestamptz,
    oidc_id_token_expires_at timestamptz,
    oidc_id_token_metadata text,
    refresh_token_value text,
    refresh_token_issued_at timestamptz,
    refresh_token_expires_at timestamptz,
    refresh_token_metadata text,
    user_code_value text,
    user_code_issued_at timestamptz,
    user_code_expires_at timestamptz,
    user_code_metadata text,
    device_code_value text,
    device_code_issued_at timestamptz,
    device_code_expires_at timestamptz,
    device_code_metadata text
);
CREATE INDEX oauth2_authorization_state ON oauth2_authorization (state);
CREATE INDEX oauth2_authorization_code ON oauth2_authorization USING hash (authorization_code_value);
CREATE INDEX oauth2_authorization_access ON oauth2_authorization USING hash (access_token_value);
CREATE INDEX oauth2_authorization_refresh ON oauth2_authorization USING hash (refresh_token_value);

GRANT SELECT, INSERT, UPDATE, DELETE ON account, signing_key, oauth2_authorization TO "${app}";
